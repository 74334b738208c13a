import type { Clause } from './clause-tree.js';

/** What a section of a plan is about. */
export type Role =
  | 'OBJECTIVE'
  | 'REQUIREMENT'
  | 'TARGET'
  | 'CONTENT'
  | 'SOLUTION'
  | 'ELIGIBLE'
  | 'PRIORITY'
  | 'CRITERIA'
  | 'STANDARD'
  | 'AWARD_FORM'
  | 'AWARDING'
  | 'SCHEDULE'
  | 'ASSIGNMENT'
  | 'OTHER';

/** What headings say, folded; a heading can say several. */
const WORDS: readonly (readonly [RegExp, Role])[] = [
  [/\bmuc tieu cu the\b|\bchi tieu\b/, 'TARGET'],
  [/\bmuc dich\b|\bmuc tieu\b|\by nghia\b/, 'OBJECTIVE'],
  [/\byeu cau\b/, 'REQUIREMENT'],
  [/\bnoi dung\b|\bnhiem vu\b/, 'CONTENT'],
  [/\bgiai phap\b|\bbien phap\b/, 'SOLUTION'],
  [/\bnhom (?:ho tro )?uu tien\b|\bdoi tuong uu tien\b|\buu tien\b/, 'PRIORITY'],
  [/\bdoi tuong\b|\bpham vi\b/, 'ELIGIBLE'],
  [/\btieu chi\b/, 'CRITERIA'],
  [/\btieu chuan\b|\bdieu kien (?:xet|khen)\b/, 'STANDARD'],
  [/\bhinh thuc\b/, 'AWARD_FORM'],
  [/\btien do\b|\bthoi gian\b|\blo trinh\b|\bke hoach trien khai\b|\bcac moc\b/, 'SCHEDULE'],
  [/\bto chuc thuc hien\b|\bto chuc trien khai\b|\bphan cong\b|\btrach nhiem\b/, 'ASSIGNMENT'],
  [/\bkhen thuong\b/, 'AWARDING'],
  [/\bkinh phi\b|\bbao cao\b|\bdac diem\b|\btinh hinh\b|\bket qua\b/, 'OTHER'],
];

/** The roles that a heading names. "Tổ chức thực hiện" is no matter of "thực hiện nội dung". */
export function rolesOf(folded: string): Role[] {
  const roles = new Set<Role>();
  for (const [pattern, role] of WORDS) if (pattern.test(folded)) roles.add(role);
  if (/\bto chuc (?:thuc hien|trien khai)\b/.test(folded)) return ['ASSIGNMENT'];
  // "Giải pháp thực hiện", "Tiến độ thực hiện" and "Nội dung thi đua" say one thing.
  if (roles.has('TARGET') && roles.has('OBJECTIVE') && /\bmuc tieu cu the\b/.test(folded)) roles.delete('OBJECTIVE');
  if (roles.has('AWARD_FORM') || roles.has('STANDARD') || roles.has('ELIGIBLE') || roles.has('CRITERIA'))
    roles.delete('AWARDING');
  if (roles.size > 1) roles.delete('OTHER');
  return [...roles];
}

export interface Section {
  clause: Clause;
  role: Role;
  /** True where only the order of paragraphs tells their roles. */
  unsure: boolean;
  /** The headings above, folded, from the outermost. */
  headings: string[];
}

/** The clauses that say something, each with the role of the nearest heading that names one. */
export function sectionsOf(roots: readonly Clause[]): Section[] {
  const found: Section[] = [];
  for (const root of roots) visit(root, [], [], found);
  return found;
}

const isNamed = (clause: Clause) =>
  clause.heading && clause.body.length <= 160 && !/^(?:de nghi|yeu cau) (?:cac|uy ban|ubnd)/.test(clause.body.folded);

function visit(clause: Clause, inherited: Role[], headings: string[], found: Section[]): void {
  const group = /^doi voi\b/.test(clause.body.folded);
  // What a body has to do names no role of its own; neither does a group of subjects.
  const own =
    isNamed(clause) && !group && !(inherited.includes('ASSIGNMENT') && clause.kind !== 'ROMAN')
      ? rolesOf(clause.body.folded)
      : [];
  const roles = own.length > 0 ? narrowed(own, inherited) : inherited;
  const below = clause.heading ? [...headings, clause.body.folded] : headings;
  const children = clause.children;
  const divided = children.some(({ kind, place }) => kind === 'BARE' && place === null);
  if (children.length === 0 || (!clause.heading && !divided)) {
    found.push(...assign(clause, roles, headings));
    if (clause.heading) return;
  }
  const byOrder =
    roles.length === 2 && roles.includes('OBJECTIVE') && roles.includes('REQUIREMENT')
      ? children.filter(({ place }) => place === null)
      : [];
  for (const child of children) {
    // Of two paragraphs under "Mục đích, yêu cầu" that are not named, the first is the one and the second the other.
    if (byOrder.length === 2 && !byOrder.some((one) => one.heading && rolesOf(one.body.folded).length > 0))
      visitAs(child, child === byOrder[0] ? 'OBJECTIVE' : 'REQUIREMENT', below, found);
    else visit(child, roles, below, found);
  }
}

function visitAs(clause: Clause, role: Role, headings: string[], found: Section[]): void {
  const before = found.length;
  visit(clause, [role], headings, found);
  for (const section of found.slice(before)) section.unsure = true;
}

/** "Tiêu chuẩn" under "Đối tượng, tiêu chuẩn khen thưởng" is what it says; a heading without a role of its own keeps those above. */
function narrowed(own: Role[], inherited: Role[]): Role[] {
  if (
    own.length === 1 &&
    own[0] === 'AWARDING' &&
    inherited.length === 1 &&
    ['AWARD_FORM', 'STANDARD'].includes(inherited[0] as string)
  )
    return inherited;
  return own;
}

/** Which of several roles an item without a heading of its own has. */
function assign(clause: Clause, roles: Role[], headings: string[]): Section[] {
  const one = (role: Role, unsure = false): Section[] => [{ clause, role, unsure, headings }];
  if (roles.length === 0) return one('OTHER');
  if (roles.length === 1) return one(roles[0] as Role);
  // "Chỉ tiêu, nội dung thi đua": the items are contents, and targets where they promise.
  if (roles.includes('CONTENT')) return one('CONTENT');
  if (roles.includes('OBJECTIVE') && roles.includes('TARGET')) return one('TARGET');
  if (roles.includes('OBJECTIVE') && roles.includes('REQUIREMENT'))
    return one(/\bphai\b|^kip thoi|^viec to chuc/.test(clause.body.folded) ? 'REQUIREMENT' : 'OBJECTIVE', true);
  if (roles.includes('CRITERIA')) return one('CRITERIA', true);
  if (roles.includes('STANDARD')) return one('STANDARD', true);
  return one(roles[0] as Role, true);
}
