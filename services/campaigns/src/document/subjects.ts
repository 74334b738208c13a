import type { SubjectDraft, SubjectKind } from './draft.js';
import { fold } from './fold.js';

/** How the documents name those who compete, folded. Kinds come in the order in which they are named. */
const KINDS: readonly (readonly [RegExp, SubjectKind])[] = [
  [/\bco quan\b|\bcac so\b|\bso, (?:ban|nganh)|\bban,? nganh\b|\bcac phong\b(?! trao)|\bphong, ban\b/, 'AGENCY'],
  [
    /\bmat tran\b|\bmttq\b|\bto chuc chinh tri\b|\bto chuc ct-xh\b|\bdoan the\b|\bhoi quan chung\b/,
    'MASS_ORGANISATION',
  ],
  [/\bluc luong vu trang\b|\bchien si\b/, 'ARMED_FORCES'],
  [/^(?:cac )?tinh\b|\bubnd (?:cac )?tinh\b|\bcac tinh, thanh pho\b/, 'PROVINCE'],
  [
    /\bcap huyen\b|\b(?:ubnd|uy ban nhan dan) (?:cac )?(?:quan|huyen|thi xa|thanh pho)\b|\bcac huyen\b|^(?:cac |\d+ )?(?:huyen|quan)\b/,
    'DISTRICT',
  ],
  [
    /\bcap xa\b|\bphuong, xa\b|\bxa, (?:phuong|thi tran)\b|\b(?:ubnd|uy ban nhan dan) (?:cac |\d+ )?(?:xa|phuong|thi tran)\b|\bcac (?:xa|phuong)\b|^(?:\d+ )?(?:xa(?! hoi)|phuong)\b/,
    'COMMUNE',
  ],
  [
    /\bthon\b|\bto dan pho\b|\bkhu dan cu\b|\bkhoi pho\b|\bkhom\b|\bxom\b|\bto nhan dan\b|\bban lang\b|^(?:cac )?ap\b/,
    'NEIGHBOURHOOD',
  ],
  [/\bho gia dinh\b|\bgia dinh\b|\bho (?:can )?ngheo\b|\bho (?:moi )?thoat\b|\bho dan\b/, 'HOUSEHOLD'],
  [/\bdoanh nghiep\b|\bdoanh nhan\b/, 'ENTERPRISE'],
  [/\bhop tac xa\b|\bhtx\b/, 'COOPERATIVE'],
  [/\bngan hang\b|\bto chuc tin dung\b/, 'CREDIT_INSTITUTION'],
  [/\bcan bo\b|\bcong chuc\b|\bvien chuc\b/, 'OFFICIAL'],
  [/\btap the\b|^(?:cac )?don vi\b|^(?:cac )?to chuc(?:,| kinh te)/, 'COLLECTIVE'],
  [/\bca nhan\b|\bnguoi lao dong\b|\bnguoi dan\b|\bnhan dan tham gia\b/, 'INDIVIDUAL'],
];

/** Kinds of subjects that a folded text names. */
export function subjectKinds(folded: string): SubjectKind[] {
  return KINDS.flatMap(([pattern, kind]) => {
    const match = pattern.exec(folded);
    return match === null ? [] : [{ kind, at: match.index }];
  })
    .sort((a, b) => a.at - b.at)
    .map(({ kind }) => kind);
}

/** "Đối với hộ gia đình:" without its frame; in the document's own letters. */
export function subjectText(text: string, folded: string): string {
  const lead = /^(?:tieu chi |tieu chuan )?(?:danh cho |doi voi )/.exec(folded);
  return text.slice(lead?.[0].length ?? 0).replace(/[\s:.;]+$/, '');
}

/** The subject of a group, narrowed by a group inside it. */
export function narrowedSubject(outer: SubjectDraft | null, text: string, folded: string): SubjectDraft {
  const own = subjectText(text, folded);
  const kinds = subjectKinds(fold(own));
  if (outer === null) return { kinds, text: own, where: null };
  const said = outer.text.toLowerCase();
  const where = own.toLowerCase().startsWith(said) ? own.slice(said.length).trim() : own;
  return { kinds: outer.kinds.length > 0 ? outer.kinds : kinds, text: outer.text, where: where || null };
}
