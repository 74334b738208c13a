import { today } from '@thi-dua/schema/day';
import { nameOf } from '../annex/indicators.js';
import { verdictsInWords } from '../annex/progress.js';
import { ANNEX } from '../annexes.js';
import { isPartial } from '../figure.js';
import { dayInWords, type Language, readable } from '../language.js';
import type { FigureValue, Report, ReportFile } from '../model.js';
import { POVERTY_INDICATORS } from '../operation.js';
import { textsIn } from '../texts/texts.js';
import type { Texts } from '../texts/vi.js';

export interface Line {
  /** "I.", "1." of the outline, plain text, what was quoted, what says that something is not there. */
  style: 'section' | 'subsection' | 'text' | 'quote' | 'remark';
  text: string;
}

const line = (style: Line['style'], text: string): Line => ({ style, text });

const figure = (value: FigureValue, texts: Texts): string =>
  value === null || value.value === null
    ? texts.missing
    : readable(value.value, texts.language) + (isPartial(value) ? '*' : '');

/** What was written under a number of the outline: the authority's own words, then what it took over from those below. */
function narrative({ narrative: sections }: Report, key: string, texts: Texts): Line[] {
  if (sections === null) return [line('remark', `(${texts.hidden})`)];
  const found = sections.filter((section) => section.key === key);
  if (found.length === 0) return [line('remark', `(${texts.notWritten})`)];
  const paragraphs = (style: Line['style'], text: string) =>
    text
      .split(/\r?\n/)
      .filter((paragraph) => paragraph.trim() !== '')
      .map((paragraph) => line(style, paragraph));
  return found.flatMap(({ text, quotes }) => [
    ...paragraphs('text', text ?? ''),
    ...quotes.flatMap((quote) => [
      line('quote', texts.letter.fromTenant(quote.tenant?.name ?? texts.hidden)),
      ...paragraphs('quote', quote.text),
    ]),
  ]);
}

const POVERTY = new Set<string>(POVERTY_INDICATORS);

/** The verified figures of the unit itself; of poverty indicators without one the names, of others the number. */
function indicators({ indicators: all }: Report, texts: Texts): Line[] {
  const words = texts.letter;
  const known = (all ?? []).filter(({ closing }) => closing !== null && closing.value !== null);
  const without = (all ?? []).filter((each) => !known.includes(each));
  const missing = without.filter(({ indicator }) => POVERTY.has(indicator.code));
  const others = without.length - missing.length;
  return [
    ...known.map(({ indicator, opening, closing, change }) => {
      const name = nameOf(indicator, texts);
      if (indicator.timeBehaviour === 'FLOW')
        return line('text', words.flow(name, figure(closing, texts), indicator.unit));
      const changed = change === null ? '' : words.change(readable(change, texts.language));
      return line('text', words.stock(name, figure(opening, texts), figure(closing, texts), indicator.unit, changed));
    }),
    ...(missing.length === 0
      ? []
      : [line('remark', words.noFigures(missing.map(({ indicator }) => nameOf(indicator, texts)).join(', ')))]),
    ...(others === 0 ? [] : [line('remark', words.noOtherFigures(others))]),
  ];
}

function contributions({ contributions: section }: Report, texts: Texts): Line[] {
  if (section === null) return [line('remark', `(${texts.hidden})`)];
  const { kinds, sponsorships, sponsoredHouseholds } = section;
  const said = (value: string | number) => readable(String(value), texts.language);
  return [
    ...kinds.map(({ kind, given }) =>
      line('text', texts.letter.given(texts.contributionKind[kind], said(given), texts.contributionUnit[kind])),
    ),
    line('text', `- ${texts.contributions.sponsorships(said(sponsorships), said(sponsoredHouseholds))}`),
  ];
}

function reporting({ discipline }: Report, texts: Texts): Line[] {
  if (discipline === null) return [line('remark', `(${texts.hidden})`)];
  const { due, onTime, late, missing } = discipline;
  return [line('text', texts.letter.discipline(String(due), String(onTime), String(late), String(missing)))];
}

const CHAPTERS = {
  I: [],
  II: ['II.1', 'II.2', 'II.3', 'II.4', 'II.5', 'II.6'],
  III: ['III.1', 'III.2', 'III.3', 'III.4'],
  IV: [],
  V: [],
} as const;

/** Sections I to V of the outline: what was reported in words, and the figures that belong there, with their annexes. */
export function bodyOf({ report, exemplars }: ReportFile, language: Language): Line[] {
  const texts = textsIn(language);
  const words = texts.letter;
  const count = (value: number) => readable(String(value), language);
  const see = (annex: string) => line('remark', words.seeAnnex(annex));
  const { plans, official } = report;
  const facts: Partial<Record<string, Line[]>> = {
    I: [
      ...(plans
        ? [line('text', `- ${texts.documents.counts(count(plans.total), count(plans.issued), count(plans.closed))}`)]
        : []),
      ...reporting(report, texts),
      see(`${ANNEX.documents}, ${ANNEX.discipline}`),
    ],
    'II.1': [...indicators(report, texts), see(`${ANNEX.poverty}, ${ANNEX.indicators}`)],
    'II.2': [
      official === null
        ? line('remark', `${texts.verdict.targets}: ${texts.hidden}.`)
        : line('text', `- ${verdictsInWords(official, texts)}.`),
      see(ANNEX.progress),
    ],
    'II.3': [...contributions(report, texts), see(ANNEX.contributions)],
    'II.4': [
      line('text', `- ${texts.exemplars.count(count(report.exemplars ?? exemplars?.totalCount ?? 0))}`),
      see(ANNEX.exemplars),
    ],
    'II.6': [
      line('text', words.awards(count((report.awards ?? []).reduce((sum, award) => sum + award.count, 0)))),
      see(ANNEX.awards),
    ],
  };
  const under = (key: string) => [...narrative(report, key, texts), ...(facts[key] ?? [])];
  const titles: Readonly<Record<string, string>> = texts.outline;
  return [
    line(
      'text',
      words.yearLine(dayInWords(`${report.year}-01-01`, language), dayInWords(`${report.year}-12-31`, language)),
    ),
    line(
      'text',
      `${texts.boundary}: ${report.boundary === null ? texts.ownMap : dayInWords(report.boundary, language)}.`,
    ),
    ...(report.frozenAt === null
      ? []
      : [line('remark', words.frozen(dayInWords(today(new Date(report.frozenAt)), language)))]),
    line('remark', report.complete ? texts.isComplete : texts.isIncomplete),
    ...(report.restricted ? [line('remark', texts.isRestricted)] : []),
    ...Object.entries(CHAPTERS).flatMap(([chapter, parts]) => [
      line('section', `${chapter}. ${upper(titles[chapter] ?? '')}`),
      ...(parts.length === 0
        ? under(chapter)
        : parts.flatMap((key, i) => [line('subsection', `${i + 1}. ${titles[key] ?? ''}`), ...under(key)])),
    ]),
  ];
}

const upper = (text: string) => text.toLocaleUpperCase('vi');
