import type { IndicatorFacts, IndicatorGroupFacts } from './definition-facts.js';
import { COMPILED_LEVELS, count, type Names, ratio } from './make.js';
import { sources } from './sources.js';

/** The basic social services whose lack is measured: all six since NĐ 07/2021, the last five under QĐ 59/2015. */
export const serviceFacts: readonly IndicatorGroupFacts[] = [
  { code: 'EMPLOYMENT', name: 'Việc làm', nameEn: 'Employment' },
  { code: 'HEALTH', name: 'Y tế', nameEn: 'Health' },
  { code: 'EDUCATION', name: 'Giáo dục', nameEn: 'Education' },
  { code: 'HOUSING', name: 'Nhà ở', nameEn: 'Housing' },
  { code: 'WATER_AND_SANITATION', name: 'Nước sinh hoạt và vệ sinh', nameEn: 'Water and sanitation' },
  { code: 'INFORMATION', name: 'Thông tin', nameEn: 'Information' },
];

/** Which of the two standards measures a deprivation. */
type Measured = 'BOTH' | 'SINCE_2021' | 'UNTIL_2020';

/** A deprivation as QĐ 59/2015 (10 of them) and NĐ 07/2021 (12) list them: code, what is lacking, service, standards. */
const deprivations: readonly (readonly [...Names, service: string, measured: Measured])[] = [
  ['EMPLOYMENT', 'việc làm', 'employment', 'EMPLOYMENT', 'SINCE_2021'],
  ['DEPENDANTS', 'về người phụ thuộc trong hộ gia đình', 'for dependants', 'EMPLOYMENT', 'SINCE_2021'],
  ['NUTRITION', 'dinh dưỡng', 'nutrition', 'HEALTH', 'SINCE_2021'],
  ['HEALTH_CARE', 'tiếp cận các dịch vụ y tế', 'access to health care', 'HEALTH', 'UNTIL_2020'],
  ['HEALTH_INSURANCE', 'bảo hiểm y tế', 'health insurance', 'HEALTH', 'BOTH'],
  ['ADULT_EDUCATION', 'trình độ giáo dục của người lớn', 'adult education', 'EDUCATION', 'BOTH'],
  ['CHILD_SCHOOLING', 'tình trạng đi học của trẻ em', "children's schooling", 'EDUCATION', 'BOTH'],
  ['HOUSING_QUALITY', 'chất lượng nhà ở', 'housing quality', 'HOUSING', 'BOTH'],
  ['HOUSING_AREA', 'diện tích nhà ở bình quân đầu người', 'living space', 'HOUSING', 'BOTH'],
  ['WATER', 'nguồn nước sinh hoạt', 'a source of water', 'WATER_AND_SANITATION', 'BOTH'],
  ['SANITATION', 'nhà tiêu hợp vệ sinh', 'sanitation', 'WATER_AND_SANITATION', 'BOTH'],
  ['TELECOMMUNICATION', 'sử dụng dịch vụ viễn thông', 'telecommunication', 'INFORMATION', 'BOTH'],
  ['INFORMATION_MEANS', 'phương tiện phục vụ tiếp cận thông tin', 'means of information', 'INFORMATION', 'BOTH'],
];

const bound = {
  BOTH: {
    methodologies: ['QD59_2015', 'ND07_2021'],
    validFrom: '2016-01-01',
    source: sources.lackingUnderBoth,
  },
  SINCE_2021: { methodologies: ['ND07_2021'], validFrom: '2022-01-01', source: sources.lackingSince2021 },
  UNTIL_2020: {
    methodologies: ['QD59_2015'],
    validFrom: '2016-01-01',
    validTo: '2022-01-01',
    source: sources.lackingUntil2020,
  },
} as const;

/** Of the poor and of the near-poor, how many households lack it; and of the poor, what share. */
export const deprivationFacts: readonly IndicatorFacts[] = deprivations.flatMap(
  ([code, lack, lackEn, group, measured]) => {
    const common = { levels: COMPILED_LEVELS, group, ...bound[measured] };
    const households = count(common, { time: 'STOCK' });
    return [
      households([`POOR_LACKING_${code}`, `Số hộ nghèo thiếu hụt ${lack}`, `Poor households lacking ${lackEn}`]),
      households([
        `NEAR_POOR_LACKING_${code}`,
        `Số hộ cận nghèo thiếu hụt ${lack}`,
        `Near-poor households lacking ${lackEn}`,
      ]),
      ratio(common)(
        [`POOR_LACKING_${code}_RATE`, `Tỷ lệ hộ nghèo thiếu hụt ${lack}`, `Share of poor households lacking ${lackEn}`],
        `POOR_LACKING_${code}`,
        'POOR_HOUSEHOLDS',
      ),
    ];
  },
);
