import type { FigureFacts, FigureFlagCode } from './definition-facts.js';

const ND07 = 'ND07_2021';
const flag = (code: FigureFlagCode, explanation: string) => ({ code, explanation });
const opening = flag(
  'OPENING_STOCK',
  'Stated as the opening stock ("đầu kỳ") of the following year under the new standard.',
);
const rounded = flag('ROUNDED', 'The source rounds ("hơn …"): the true count is a little higher.');
const preliminary = flag('PRELIMINARY', 'Preliminary result ("sơ bộ"), before the review was approved.');
const derived = flag(
  'DERIVED',
  "Not stated itself: the next year's figure plus the stated decrease, rounded to hundreds.",
);

/**
 * Published figures of the nation and of provinces that a source confirms. What no source confirms is not here; what is
 * approximate or preliminary waits as SUBMITTED. Figures by region and by urban or rural area have no place yet.
 */
export const publishedFigures: readonly FigureFacts[] = [
  {
    unit: 'VN',
    period: '2016',
    methodology: 'QD59_2015',
    values: {
      POOR_HOUSEHOLDS: '1986697',
      POVERTY_RATE: '8.23',
      NEAR_POOR_HOUSEHOLDS: '1306928',
      NEAR_POVERTY_RATE: '5.41',
    },
    status: 'RELEASED',
    decision: '945/QĐ-LĐTBXH ngày 22/6/2017',
    source: 'trangtinphapluat.com',
  },
  {
    unit: 'VN',
    period: '2021',
    methodology: ND07,
    values: { POVERTY_RATE: '5.2', NEAR_POVERTY_RATE: '4.15' },
    status: 'RELEASED',
    decision: null,
    source: 'baodansinh.vn 03/01/2023',
    flags: [opening],
  },
  {
    unit: 'VN',
    period: '2022',
    methodology: ND07,
    values: {
      POOR_HOUSEHOLDS: '1057374',
      POVERTY_RATE: '4.03',
      NEAR_POOR_HOUSEHOLDS: '915274',
      NEAR_POVERTY_RATE: '3.49',
    },
    status: 'RELEASED',
    decision: '71/QĐ-BLĐTBXH (01/2023)',
    source: 'congthuong.vn; baobariavungtau.com.vn',
  },
  {
    unit: 'VN',
    period: '2022',
    methodology: ND07,
    values: { MULTIDIMENSIONAL_POOR_HOUSEHOLDS: '1972767', MULTIDIMENSIONAL_POVERTY_RATE: '7.52' },
    status: 'RELEASED',
    decision: '71/QĐ-BLĐTBXH (01/2023)',
    source: 'congthuong.vn; baobariavungtau.com.vn',
    flags: [
      flag(
        'CONTRADICTORY',
        'As published, poor and near-poor households add up to 1972648, not 1972767. Two misprints among the regions would ' +
          'explain it (Đồng bằng sông Hồng 69239 for 69329; Tây Nguyên near-poor 107487 for 107606); kept as published.',
      ),
    ],
  },
  {
    unit: 'VN',
    period: '2023',
    methodology: ND07,
    values: {
      POOR_HOUSEHOLDS: '815101',
      POVERTY_RATE: '2.93',
      NEAR_POOR_HOUSEHOLDS: '771235',
      NEAR_POVERTY_RATE: '2.78',
      MULTIDIMENSIONAL_POOR_HOUSEHOLDS: '1586336',
      MULTIDIMENSIONAL_POVERTY_RATE: '5.71',
    },
    status: 'RELEASED',
    decision: '134/QĐ-BLĐTBXH ngày 31/01/2024',
    source: 'trithucvn.co, quoting the ministry',
    flags: [flag('DECISION_UNCONFIRMED', 'The figures are confirmed; number and day of the decision are not.')],
  },
  {
    unit: 'VN',
    period: '2024',
    methodology: ND07,
    values: { MULTIDIMENSIONAL_POOR_HOUSEHOLDS: '1258997', MULTIDIMENSIONAL_POVERTY_RATE: '4.06' },
    status: 'RELEASED',
    decision: '217/QĐ-BLĐTBXH ngày 04/02/2025',
    source: 'dantocphattrien.vietnamnet.vn 11/02/2025; lawnet',
  },
  {
    unit: 'VN',
    period: '2024',
    methodology: ND07,
    values: { POVERTY_RATE: '1.93', NEAR_POVERTY_RATE: '2.13' },
    status: 'SUBMITTED',
    decision: '217/QĐ-BLĐTBXH ngày 04/02/2025',
    source: 'dantocphattrien.vietnamnet.vn 11/02/2025; lawnet',
    flags: [
      flag(
        'UNCONFIRMED',
        'The multidimensional rate of 4.06% is confirmed; how it divides into poor and near-poor is not.',
      ),
    ],
  },
  {
    unit: 'VN',
    period: '2025',
    methodology: ND07,
    values: { POVERTY_RATE: '1.3' },
    status: 'RELEASED',
    decision: null,
    source: 'baotintuc.vn 27/12/2025',
    flags: [
      flag('ROUNDED', 'The source rounds to one decimal.'),
      flag('WORDING_AMBIGUOUS', 'The source says "tỷ lệ hộ nghèo đa chiều"; taken as the poverty rate.'),
    ],
  },
  {
    unit: '44', // Quảng Bình
    period: '2022',
    methodology: ND07,
    values: {
      HOUSEHOLDS: '257085',
      POOR_HOUSEHOLDS: '12855',
      POVERTY_RATE: '5',
      NEAR_POOR_HOUSEHOLDS: '12248',
      NEAR_POVERTY_RATE: '4.76',
      MULTIDIMENSIONAL_POOR_HOUSEHOLDS: '25103',
      MULTIDIMENSIONAL_POVERTY_RATE: '9.76',
    },
    status: 'RELEASED',
    decision: '3627/QĐ-UBND',
    source: 'quangbinh.gov.vn 28/12/2022',
  },
  {
    unit: '24', // Bắc Giang
    period: '2021',
    methodology: ND07,
    values: {
      POOR_HOUSEHOLDS: '24800',
      POVERTY_RATE: '5.27',
      NEAR_POOR_HOUSEHOLDS: '24400',
      NEAR_POVERTY_RATE: '5.24',
    },
    status: 'SUBMITTED',
    decision: null,
    source: 'baomoi.com (2022)',
    flags: [derived, opening],
  },
  {
    unit: '24',
    period: '2022',
    methodology: ND07,
    values: {
      POOR_HOUSEHOLDS: '18100',
      POVERTY_RATE: '3.86',
      NEAR_POOR_HOUSEHOLDS: '19900',
      NEAR_POVERTY_RATE: '4.25',
    },
    status: 'SUBMITTED',
    decision: null,
    source: 'baomoi.com (2022)',
    flags: [flag('APPROXIMATE', 'Stated in thousands ("hơn 18,1 nghìn").'), preliminary],
  },
  {
    unit: '24',
    period: '2023',
    methodology: ND07,
    values: { POOR_HOUSEHOLDS: '12500', POVERTY_RATE: '2.63', NEAR_POOR_HOUSEHOLDS: '16100', NEAR_POVERTY_RATE: '3.4' },
    status: 'SUBMITTED',
    decision: null,
    source: 'nguoilambaobacninh.vn 30/12/2024',
    flags: [derived],
  },
  {
    unit: '24',
    period: '2024',
    methodology: ND07,
    values: { POOR_HOUSEHOLDS: '8300', POVERTY_RATE: '1.73', NEAR_POOR_HOUSEHOLDS: '12700', NEAR_POVERTY_RATE: '2.65' },
    status: 'SUBMITTED',
    decision: null,
    source: 'nguoilambaobacninh.vn 30/12/2024',
    flags: [flag('APPROXIMATE', 'Stated in thousands ("hơn 8,3 nghìn", "hơn 12,7 nghìn").'), rounded],
  },
  {
    unit: '213', // Thành phố Bắc Giang
    period: '2022',
    methodology: ND07,
    values: { POOR_HOUSEHOLDS: '194', POVERTY_RATE: '0.44' },
    status: 'SUBMITTED',
    decision: null,
    source: 'baomoi.com (2022)',
    flags: [preliminary],
  },
  {
    unit: '01', // Hà Nội, under its own standard
    period: '2015',
    methodology: 'HN_2016',
    values: {
      POOR_HOUSEHOLDS: '65377',
      POVERTY_RATE: '3.64',
      NEAR_POOR_HOUSEHOLDS: '34005',
      NEAR_POVERTY_RATE: '1.89',
    },
    status: 'RELEASED',
    decision: null,
    source: 'hanoimoi.vn (opening of 2016)',
    flags: [opening],
  },
  {
    unit: '01',
    period: '2021',
    methodology: ND07,
    values: { POOR_HOUSEHOLDS: '3612', POVERTY_RATE: '0.16', NEAR_POOR_HOUSEHOLDS: '30176', NEAR_POVERTY_RATE: '1.38' },
    status: 'RELEASED',
    decision: null,
    source: 'baodansinh.vn 03/01/2023',
    flags: [opening],
  },
  {
    unit: '01',
    period: '2022',
    methodology: ND07,
    values: { POOR_HOUSEHOLDS: '2134', POVERTY_RATE: '0.095' },
    status: 'RELEASED',
    decision: null,
    source: 'baodansinh.vn 03/01/2023',
    flags: [
      flag(
        'CONTRADICTORY',
        'The source names a decrease of 1582 from 3612, which leaves 2030, and 2134 at the end: some must have become poor anew.',
      ),
    ],
  },
  {
    unit: '02', // Hà Giang
    period: '2023',
    methodology: ND07,
    values: { POOR_HOUSEHOLDS: '59496', POVERTY_RATE: '31.12' },
    status: 'RELEASED',
    decision: null,
    source: 'thactrang.com, quoting the ministry',
  },
  {
    unit: '40', // Nghệ An
    period: '2023',
    methodology: ND07,
    values: { POOR_HOUSEHOLDS: '45333', POVERTY_RATE: '5.19' },
    status: 'RELEASED',
    decision: null,
    source: 'thactrang.com',
  },
  {
    unit: '96', // Cà Mau
    period: '2023',
    methodology: ND07,
    values: { POOR_HOUSEHOLDS: '9604', POVERTY_RATE: '3.14', NEAR_POOR_HOUSEHOLDS: '6943', NEAR_POVERTY_RATE: '2.27' },
    status: 'RELEASED',
    decision: null,
    source: 'baocamau.vn',
  },
  {
    unit: '37', // Ninh Bình
    period: '2024',
    methodology: ND07,
    values: { POOR_HOUSEHOLDS: '4806', POVERTY_RATE: '1.51', NEAR_POOR_HOUSEHOLDS: '6006', NEAR_POVERTY_RATE: '1.89' },
    status: 'RELEASED',
    decision: null,
    source: 'baoninhbinh.org.vn',
  },
  {
    unit: '30', // Hải Dương
    period: '2022',
    methodology: ND07,
    values: {
      POOR_HOUSEHOLDS: '13823',
      POVERTY_RATE: '2.15',
      NEAR_POOR_HOUSEHOLDS: '14441',
      NEAR_POVERTY_RATE: '2.24',
    },
    status: 'RELEASED',
    decision: null,
    source: 'baohaiduong.vn',
  },
  {
    unit: '06', // Bắc Kạn
    period: '2019',
    methodology: 'QD59_2015',
    values: {
      HOUSEHOLDS: '80276',
      POOR_HOUSEHOLDS: '16003',
      POVERTY_RATE: '19.93',
      NEAR_POOR_HOUSEHOLDS: '8668',
      NEAR_POVERTY_RATE: '10.8',
    },
    status: 'RELEASED',
    decision: null,
    source: 'giamngheo.backan.gov.vn',
  },
];

const plan255 = 'Kế hoạch 255/KH-UBND ngày 29/9/2022 của UBND quận Thanh Xuân';

/** II and the annexed table of Thanh Xuân's plan. Of the other six wards the plan states no number. */
export const planFigures: readonly FigureFacts[] = [
  {
    unit: '009',
    period: '2022-09',
    methodology: ND07,
    values: { POOR_HOUSEHOLDS: '0', NEAR_POOR_HOUSEHOLDS: '32' },
    status: 'VERIFIED',
    decision: plan255,
    source: plan255,
  },
  ...(
    [
      ['00343', '9'], // Nhân Chính
      ['00358', '9'], // Phương Liệt
      ['00364', '6'], // Khương Đình
      ['00367', '6'], // Thanh Xuân Bắc
      ['00349', '2'], // Khương Trung
    ] as const
  ).map(
    ([unit, value]): FigureFacts => ({
      unit,
      period: '2022-09',
      methodology: ND07,
      values: { NEAR_POOR_HOUSEHOLDS: value },
      status: 'VERIFIED',
      decision: plan255,
      source: plan255,
    }),
  ),
];
