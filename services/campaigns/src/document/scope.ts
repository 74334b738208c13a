import type { ScopeWords } from './draft.js';
import type { Setting } from './measure.js';
import type { Passage } from './passage.js';
import { DESIGNATIONS } from './vocabulary.js';

type Level = ScopeWords['levels'][number];

const LEVELS: readonly (readonly [RegExp, Level])[] = [
  [/\bcap tinh\b|\bcac tinh\b|\btinh, thanh pho\b/, 'PROVINCE'],
  [
    /\bcap huyen\b|\bcac huyen\b|\bhuyen\b|(?<!binh |co |lien )\bquan\b(?! tam| ly| trong| chung| diem| doi| triet| su| dan)|\bthi xa\b/,
    'DISTRICT',
  ],
  [/\bcap xa\b|\bcac xa\b|\bxa\b(?! hoi)|\bphuong\b|\bthi tran\b|\bdac khu\b/, 'COMMUNE'],
  [
    /\bthon\b|\bban\b(?=,| |$)(?! (?:chi dao|hanh|dan toc))|\bto dan pho\b|\bkhu dan cu\b|\bkhoi pho\b|\bkhom\b|\bxom\b|\bap\b|\bbuon\b/,
    'NEIGHBOURHOOD',
  ],
];

/** The levels of units that a folded text names. */
export const levelsIn = (folded: string): Level[] =>
  LEVELS.flatMap(([pattern, level]) =>
    pattern.test(folded.replaceAll('thi xa', 'thi-xa')) || (level === 'DISTRICT' && /\bthi xa\b/.test(folded))
      ? [level]
      : [],
  );

export function designationIn(folded: string): string | null {
  for (const [pattern, designation] of DESIGNATIONS) if (pattern.test(folded)) return designation;
  return null;
}

const WHOLE =
  /\b(?:toan (?:tinh|huyen|quan|thanh pho|xa|phuong|thi xa)|(?:cua|tren dia ban) (?:tinh|huyen|quan|thanh pho|xa|phuong|thi xa))\b/;
/** "16 phường, xã, không bao gồm các xã mới sáp nhập": a set told by its number. */
const COUNTED =
  /\b(?:ap dung|tinh|thuc hien)\b[^.;]{0,30}?\b(\d{1,3}) (phuong, xa|xa, phuong(?:, thi tran)?|xa, thi tran|phuong|xa)\b/;

/** Which units a measure binds: those that its words name; else the territory for which the plan is made. */
export function scopeOf(piece: Passage, setting: Setting): ScopeWords | null {
  const { folded } = piece;
  const scope = (levels: Level[], designation: string | null = null): ScopeWords => ({
    levels,
    designation,
    fixed: false,
    names: [],
    count: null,
  });
  const counted = COUNTED.exec(folded);
  if (counted?.[1] && /\bkhong bao gom\b|\bkhong tinh\b|\bco dinh\b/.test(folded))
    return { ...scope(['COMMUNE']), fixed: true, count: Number(counted[1]) };
  const units = /\b(?:cac |nhung |moi |cac don vi )?(xa|phuong|thi tran|huyen|thon|ban)\b[^.;]{0,60}/.exec(
    folded.replace(/\bty le ho ngheo[^.;]{0,20}?(?:theo chuan[^,.;]{0,30})?/, (found) => ' '.repeat(found.length)),
  );
  const share = /\d\s?% (?:so |tong so |cac )/.test(folded);
  const whole = WHOLE.exec(folded);
  const said =
    units &&
    (whole === null || units.index < whole.index) &&
    /\b(?:cac|nhung|moi) (?:xa|phuong|huyen|thon|ban)\b|\btinh trang xa\b|^xa\b|^huyen\b|^thon\b/.test(folded);
  if (share)
    return scope(
      levelsIn(/\d\s?% (.{0,60}?)(?:\bco\b|\bdat\b|\bthoat\b|$)/.exec(folded)?.[1] ?? ''),
      designationIn(folded),
    );
  if (said) return scope(levelsIn(units[0]).slice(0, 1), designationIn(folded));
  return setting.level === null ? null : scope([setting.level]);
}
