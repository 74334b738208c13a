import { REFORM } from './facts.js';

/** A socio-economic region, with the codes of the provinces that belong to it. Days are half-open. */
export interface RegionFacts {
  code: string;
  name: string;
  nameEn: string;
  legalBasis: string;
  /** Which codes belong to it from when to when; null: since, or until, no day that is recorded. */
  members: { from: string | null; to: string | null; codes: string }[];
  flags?: { code: 'DAY_UNCONFIRMED'; explanation: string }[];
}

const before = 'Nghị quyết 81/2023/QH15 ngày 09/01/2023, as Nghị định 92/2006/NĐ-CP had drawn them';
const since = 'Nghị quyết 306/NQ-CP ngày 05/10/2025';
// It speaks of the provinces of the reform; what applied to them in the first three months no source says.
const flags: RegionFacts['flags'] = [
  {
    code: 'DAY_UNCONFIRMED',
    explanation: `Drawn by the resolution of 5 October 2025; taken to hold for the provinces since ${REFORM}.`,
  },
];

/** Six regions before the reform of 1 July 2025 and six since; four of them go on with other provinces. */
export const regionFacts: RegionFacts[] = [
  {
    code: 'NORTHERN_MIDLANDS_AND_MOUNTAINS',
    name: 'Trung du và miền núi phía Bắc',
    nameEn: 'Northern midlands and mountains',
    legalBasis: since,
    members: [
      { from: null, to: REFORM, codes: '02 04 06 08 10 11 12 14 15 17 19 20 24 25' },
      { from: REFORM, to: null, codes: '04 08 11 12 14 15 19 20 25' },
    ],
    flags,
  },
  {
    code: 'RED_RIVER_DELTA',
    name: 'Đồng bằng sông Hồng',
    nameEn: 'Red River Delta',
    legalBasis: since,
    members: [
      { from: null, to: REFORM, codes: '01 22 26 27 30 31 33 34 35 36 37' },
      { from: REFORM, to: null, codes: '01 22 24 31 33 37' },
    ],
    flags,
  },
  {
    code: 'NORTH_CENTRAL_AND_CENTRAL_COAST',
    name: 'Bắc Trung Bộ và duyên hải miền Trung',
    nameEn: 'North Central and Central Coast',
    legalBasis: before,
    members: [{ from: null, to: REFORM, codes: '38 40 42 44 45 46 48 49 51 52 54 56 58 60' }],
  },
  {
    code: 'CENTRAL_HIGHLANDS',
    name: 'Tây Nguyên',
    nameEn: 'Central Highlands',
    legalBasis: before,
    members: [{ from: null, to: REFORM, codes: '62 64 66 67 68' }],
  },
  {
    code: 'NORTH_CENTRAL',
    name: 'Bắc Trung Bộ',
    nameEn: 'North Central',
    legalBasis: since,
    members: [{ from: REFORM, to: null, codes: '38 40 42 44 46' }],
    flags,
  },
  {
    code: 'SOUTH_CENTRAL_COAST_AND_CENTRAL_HIGHLANDS',
    name: 'Duyên hải Nam Trung Bộ và Tây Nguyên',
    nameEn: 'South Central Coast and Central Highlands',
    legalBasis: since,
    members: [{ from: REFORM, to: null, codes: '48 51 52 56 66 68' }],
    flags,
  },
  {
    code: 'SOUTH_EAST',
    name: 'Đông Nam Bộ',
    nameEn: 'South East',
    legalBasis: since,
    members: [
      { from: null, to: REFORM, codes: '70 72 74 75 77 79' },
      { from: REFORM, to: null, codes: '75 79 80' },
    ],
    flags,
  },
  {
    code: 'MEKONG_RIVER_DELTA',
    name: 'Đồng bằng sông Cửu Long',
    nameEn: 'Mekong River Delta',
    legalBasis: since,
    members: [
      { from: null, to: REFORM, codes: '80 82 83 84 86 87 89 91 92 93 94 95 96' },
      { from: REFORM, to: null, codes: '82 86 91 92 96' },
    ],
    flags,
  },
];
