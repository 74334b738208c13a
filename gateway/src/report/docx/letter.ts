import type { IssuerInfo, ReportModel } from '../model.js';
import type { Texts } from '../texts/vi.js';

/** What frames a document by NĐ 30/2020/NĐ-CP, Annex I: all but the body and the annexes. */
export interface Letter {
  /** Above the issuing body where something stands above it in its name; may be empty. */
  over: string;
  body: string;
  number: string;
  placeAndDay: string;
  attached: string;
  signature: string[];
  recipients: string[];
}

const COMMITTEES = new Set(['PROVINCE', 'DISTRICT', 'COMMUNE']);
const withoutCommittee = (name: string) => name.replace(/^ủy ban nhân dân\s+/iu, '');
const upper = (text: string) => text.toLocaleUpperCase('vi');

/**
 * A document is drafted in the name of who asks for it. What only the issuing office knows is left blank: the number, the
 * day, who signs, and the abbreviation of a body that is no people's committee.
 */
export function letterOf(issuer: ReportModel['issuer'], texts: Texts): Letter {
  const words = texts.letter;
  const committee = issuer !== null && COMMITTEES.has(issuer.kind);
  const name = issuer === null ? words.blank : withoutCommittee(issuer.name);
  const over = committee ? words.committee : issuer?.kind === 'AGENCY' ? superiorOf(issuer.superior, words) : '';
  const symbol = committee ? 'UBND' : words.blank;
  const inFull = committee ? `${words.committee} ${upper(name)}` : name;
  return {
    over,
    body: upper(name),
    number: words.number(symbol),
    placeAndDay: words.placeAndDay(placeOf(issuer, words)),
    attached: words.attached(symbol, committee ? inFull : name),
    signature: committee ? [words.onBehalf, words.chair] : [upper(headOf(name, words))],
    recipients: [...(issuer?.superior ? [words.toSuperior(issuer.superior.name)] : []), words.file],
  };
}

const superiorOf = (superior: IssuerInfo | null, words: Texts['letter']): string =>
  superior === null
    ? ''
    : COMMITTEES.has(superior.kind)
      ? `${words.committee} ${upper(withoutCommittee(superior.name))}`
      : upper(superior.name);

/** The name of the unit it sits in, without its type. A body of the whole country has none on record. */
function placeOf(issuer: ReportModel['issuer'], words: Texts['letter']): string {
  const unit = issuer?.locality ?? (issuer?.kind === 'AGENCY' ? (issuer.superior?.locality ?? null) : null);
  return unit === null || unit.level === 'NATION' ? words.blank : unit.name;
}

const headOf = (name: string, words: Texts['letter']): string =>
  /^sở\s/iu.test(name) ? words.director : /^ban\s/iu.test(name) ? words.head : words.principal;
