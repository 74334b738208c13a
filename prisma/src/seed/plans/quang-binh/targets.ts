import type { ScopeFacts, TargetFacts } from '../../plan-facts.js';
import { leavesCoastalDesignation } from './rules.js';

const units = (levels: ScopeFacts['levels'], designation: string | null = null): ScopeFacts => ({
  localities: [],
  levels,
  designation,
  fixed: false,
});

/** I.1.c promises several measures in one sentence; what a yearly average runs over is the plan's own period. */
export const targets: TargetFacts[] = [
  {
    clause: 'I.1.c',
    clauseRaw: 'I.1.c)',
    anchor: 'phấn đấu hoàn thành và hoàn thành vượt',
    text: 'Hoàn thành, vượt các chỉ tiêu chủ yếu của Chương trình mục tiêu quốc gia giảm nghèo bền vững, với các mức giảm nghèo của tỉnh giai đoạn 2021-2025.',
    parts: [
      {
        text: 'Hoàn thành và hoàn thành vượt mức các chỉ tiêu chủ yếu của Chương trình',
        scope: units(['PROVINCE']),
        rule: {
          kind: 'FULFILS_TARGET',
          of: 'Chương trình mục tiêu quốc gia giảm nghèo bền vững',
          everyYear: false,
        },
      },
      {
        text: 'Trên 80% số đơn vị cấp huyện, xã có tỷ lệ hộ nghèo dưới 5%',
        scope: units(['DISTRICT', 'COMMUNE']),
        rule: {
          kind: 'SHARE_OF_UNITS',
          levels: ['DISTRICT', 'COMMUNE'],
          designation: null,
          comparator: 'GT',
          threshold: '80',
          rule: { kind: 'LEVEL_AT', indicator: 'POVERTY_RATE', comparator: 'LT', threshold: '5', at: null },
        },
      },
      {
        text: 'Tỷ lệ hộ nghèo toàn tỉnh giảm bình quân từ 1,0 điểm phần trăm một năm trở lên',
        scope: units(['PROVINCE']),
        rule: {
          kind: 'AVERAGE_ANNUAL_CHANGE',
          indicator: 'POVERTY_RATE',
          direction: 'DECREASE',
          comparator: 'GE',
          threshold: '1.0',
          window: { from: 2021, to: 2025 },
        },
      },
      {
        text: 'Tỷ lệ hộ nghèo đồng bào dân tộc thiểu số ở các xã vùng dân tộc thiểu số và miền núi giảm bình quân từ 4,0 điểm phần trăm một năm trở lên',
        scope: units(['COMMUNE'], 'ETHNIC_MINORITY_MOUNTAINOUS'),
        rule: {
          kind: 'AVERAGE_ANNUAL_CHANGE',
          indicator: 'ETHNIC_MINORITY_POVERTY_RATE',
          direction: 'DECREASE',
          comparator: 'GE',
          threshold: '4.0',
          window: { from: 2021, to: 2025 },
        },
      },
      {
        text: 'Cơ bản thoát tình trạng xã đặc biệt khó khăn vùng bãi ngang, ven biển',
        scope: units(['COMMUNE'], 'EXTREMELY_DIFFICULT_COASTAL'),
        rule: leavesCoastalDesignation,
      },
      { text: 'Cải thiện sinh kế, nâng cao chất lượng cuộc sống của người nghèo', scope: null, rule: null },
      {
        text: 'Các mục tiêu khác của Chương trình giảm nghèo và an sinh xã hội bền vững giai đoạn 2021-2025',
        scope: units(['PROVINCE']),
        rule: {
          kind: 'FULFILS_TARGET',
          of: 'Chương trình mục tiêu quốc gia giảm nghèo và an sinh xã hội bền vững giai đoạn 2021 - 2025',
          everyYear: false,
        },
      },
    ],
    schedule: [],
  },
];
