import type { LocalityLevel } from '../locality/locality-store.js';

export interface DesignationKind {
  kind: string;
  /** What it is called where a list names no stage of it. */
  name: string;
  /** Of which levels the units are that can hold it. */
  levels: readonly LocalityLevel[];
  /** What lists call it. */
  words: readonly string[];
}

/** The statuses (diện) that the programmes of poverty reduction know. */
export const DESIGNATION_KINDS: readonly DesignationKind[] = [
  {
    kind: 'EXTREMELY_DIFFICULT',
    name: 'Đặc biệt khó khăn',
    levels: ['COMMUNE', 'NEIGHBOURHOOD'],
    words: ['đặc biệt khó khăn', 'ĐBKK'],
  },
  {
    kind: 'EXTREMELY_DIFFICULT_COASTAL',
    name: 'Đặc biệt khó khăn vùng bãi ngang, ven biển và hải đảo',
    levels: ['COMMUNE'],
    words: [
      'đặc biệt khó khăn vùng bãi ngang, ven biển và hải đảo',
      'ĐBKK vùng bãi ngang, ven biển và hải đảo',
      'bãi ngang, ven biển và hải đảo',
      'bãi ngang, ven biển',
      'bãi ngang',
    ],
  },
  {
    kind: 'BORDER',
    name: 'Biên giới',
    levels: ['PROVINCE', 'DISTRICT', 'COMMUNE'],
    words: ['biên giới'],
  },
  {
    kind: 'ETHNIC_MINORITY_MOUNTAINOUS',
    name: 'Vùng đồng bào dân tộc thiểu số và miền núi',
    levels: ['PROVINCE', 'DISTRICT', 'COMMUNE', 'NEIGHBOURHOOD'],
    words: [
      'vùng đồng bào dân tộc thiểu số và miền núi',
      'vùng dân tộc thiểu số và miền núi',
      'dân tộc thiểu số và miền núi',
      'DTTS&MN',
    ],
  },
  { kind: 'POOR_DISTRICT', name: 'Huyện nghèo', levels: ['DISTRICT'], words: ['nghèo'] },
];

/** "Xã ĐBKK", "huyện nghèo": lists put the type of unit before the status. */
const withoutType = (text: string) => text.replace(/^(tỉnh|huyện|thị xã|xã|phường|thị trấn|thôn) /u, '');
const compared = (text: string) =>
  withoutType(
    text
      .normalize('NFC')
      .toLowerCase()
      .replace(/[\s_,]+/gu, ' '),
  );

const byWord = new Map(
  DESIGNATION_KINDS.flatMap((each) => [each.kind, ...each.words].map((word) => [compared(word), each] as const)),
);

/** The status that a list means; undefined where nobody knows it. */
export const designationKind = (text: string): DesignationKind | undefined => byWord.get(compared(text));
