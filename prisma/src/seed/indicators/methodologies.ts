import type { MethodologyFacts } from './definition-facts.js';
import { sources } from './sources.js';

/**
 * The standards that the seeded figures were measured under. The results of 2021 were still taken under the standard of
 * 2016; opening figures of the new one are stated beside them. NĐ 07/2021 was extended to the end of 2026.
 */
export const methodologyFacts: readonly MethodologyFacts[] = [
  {
    code: 'QD59_2015',
    name: 'Chuẩn nghèo tiếp cận đa chiều giai đoạn 2016 - 2020 (Quyết định 59/2015/QĐ-TTg)',
    validFrom: '2016-01-01',
    validTo: '2022-01-01',
    territory: null,
    source: sources.standardOf2015,
  },
  {
    code: 'ND07_2021',
    name: 'Chuẩn nghèo đa chiều giai đoạn 2021 - 2025 (Nghị định 07/2021/NĐ-CP)',
    validFrom: '2022-01-01',
    validTo: null,
    territory: null,
    source: sources.standardOf2021,
  },
  {
    // No source at hand says on which day the city's own standard ended; its figures of 2022 are under the national one.
    code: 'HN_2016',
    name: 'Chuẩn nghèo của thành phố Hà Nội giai đoạn 2016 - 2020',
    validFrom: '2016-01-01',
    validTo: '2022-01-01',
    territory: 'P01@old',
    source: sources.hanoi,
  },
];
