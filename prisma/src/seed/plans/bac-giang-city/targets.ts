import type { ScopeFacts, TargetFacts } from '../../plan-facts.js';
import { fulfilsCityPlan } from './rules.js';

/** A day on which the city's sixteen wards and communes bore these codes: the General Statistics Office's list of 2017. */
const asOf = '2017-12-13';
const sixteen = [
  '07201', // Thọ Xương
  '07204', // Trần Nguyên Hãn
  '07207', // Ngô Quyền
  '07210', // Hoàng Văn Thụ
  '07213', // Trần Phú
  '07216', // Mỹ Độ
  '07219', // Lê Lợi
  '07222', // Song Mai
  '07225', // Xương Giang
  '07228', // Đa Mai
  '07231', // Dĩnh Kế
  '07441', // Dĩnh Trì
  '07687', // Tân Mỹ
  '07696', // Đồng Sơn
  '07699', // Tân Tiến
  '07705', // Song Khê
];

/** "16 phường, xã, không bao gồm các xã mới sáp nhập sau năm 2017": one rate over this set, whatever the city becomes. */
const sixteenOf2017: ScopeFacts = {
  localities: sixteen.map((code) => ({ code, asOf })),
  levels: ['COMMUNE'],
  designation: null,
  fixed: true,
};

export const targets: TargetFacts[] = [
  {
    clause: 'I.1',
    clauseRaw: 'I, đoạn 1',
    anchor: 'thi đua phấn đấu hoàn thành chỉ tiêu',
    text: 'Mỗi năm hoàn thành chỉ tiêu giảm nghèo theo kế hoạch của thành phố giai đoạn 2017-2020.',
    parts: [
      {
        text: 'Hoàn thành chỉ tiêu giảm nghèo hằng năm của kế hoạch thành phố',
        scope: { localities: [], levels: ['DISTRICT'], designation: null, fixed: false },
        rule: fulfilsCityPlan,
      },
    ],
    schedule: [],
  },
  {
    clause: 'II.1',
    clauseRaw: 'II.1',
    anchor: 'Phấn đấu đến năm 2020, tỷ lệ hộ',
    text: 'Đến năm 2020 tỷ lệ hộ nghèo của thành phố dưới 0,5%, tính trên 16 phường, xã của năm 2017.',
    parts: [
      {
        text: 'Tỷ lệ hộ nghèo của 16 phường, xã dưới 0,5% vào năm 2020',
        scope: sixteenOf2017,
        rule: { kind: 'LEVEL_AT', indicator: 'POVERTY_RATE', comparator: 'LT', threshold: '0.5', at: '2020' },
      },
    ],
    schedule: [],
  },
];
