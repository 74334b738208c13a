import type { RuleSpec } from '@thi-dua/schema/rule';
import type { PlanFacts, ScopeFacts, TargetFacts } from '../plan-facts.js';

const units = (levels: ScopeFacts['levels'], designation: string | null = null): ScopeFacts => ({
  localities: [],
  levels,
  designation,
  fixed: false,
});

/** The place of a target in the decision is not known: only their order in the summary is kept. */
const unplaced = (order: number) => ({ clause: `?.${order}`, clauseRaw: 'không rõ, chưa có bản gốc' });

/**
 * "30%" and "50%" come without "trên" or "từ … trở lên". A share that is promised is reached once it is attained, so at
 * least. Units that bear the designation are counted; each has to leave it by the plan's end.
 */
const shareLeaves = (levels: ScopeFacts['levels'], designation: string, threshold: string): RuleSpec => ({
  kind: 'SHARE_OF_UNITS',
  levels,
  designation,
  comparator: 'GE',
  threshold,
  rule: { kind: 'LEAVES_DESIGNATION', designation, by: null },
});

/** Averages run over the plan's own period. */
const period = { from: 2021, to: 2025 };

const targets: TargetFacts[] = [
  {
    ...unplaced(1),
    anchor: 'nghèo đa chiều giảm 1 - 1,5%/năm',
    text: 'Tỷ lệ nghèo đa chiều cả nước giảm từ 1 đến 1,5 điểm phần trăm một năm.',
    parts: [
      {
        text: 'Tỷ lệ nghèo đa chiều giảm 1 đến 1,5 điểm phần trăm một năm',
        scope: units(['NATION']),
        rule: {
          kind: 'RANGE',
          indicator: 'MULTIDIMENSIONAL_POVERTY_RATE',
          quantity: 'AVERAGE_ANNUAL_DECREASE',
          min: '1',
          max: '1.5',
          ...period,
        },
      },
    ],
    schedule: [],
  },
  {
    ...unplaced(2),
    anchor: 'nghèo dân tộc thiểu số giảm trên 3%/năm',
    text: 'Tỷ lệ hộ nghèo dân tộc thiểu số giảm trên 3 điểm phần trăm một năm.',
    parts: [
      {
        text: 'Tỷ lệ hộ nghèo dân tộc thiểu số giảm trên 3 điểm phần trăm một năm',
        scope: units(['NATION']),
        rule: {
          kind: 'AVERAGE_ANNUAL_CHANGE',
          indicator: 'ETHNIC_MINORITY_POVERTY_RATE',
          direction: 'DECREASE',
          comparator: 'GT',
          threshold: '3',
          window: period,
        },
      },
    ],
    schedule: [],
  },
  {
    ...unplaced(3),
    anchor: '30% huyện nghèo, 30% xã bãi ngang',
    text: '30% huyện nghèo và 30% xã đặc biệt khó khăn vùng bãi ngang, ven biển, hải đảo ra khỏi diện.',
    parts: [
      {
        text: '30% huyện nghèo thoát khỏi diện huyện nghèo',
        scope: units(['DISTRICT'], 'POOR_DISTRICT'),
        rule: shareLeaves(['DISTRICT'], 'POOR_DISTRICT', '30'),
      },
      {
        text: '30% xã đặc biệt khó khăn vùng bãi ngang, ven biển, hải đảo thoát khỏi diện',
        scope: units(['COMMUNE'], 'EXTREMELY_DIFFICULT_COASTAL'),
        rule: shareLeaves(['COMMUNE'], 'EXTREMELY_DIFFICULT_COASTAL', '30'),
      },
    ],
    schedule: [],
  },
  {
    ...unplaced(4),
    anchor: '50% xã, thôn đặc biệt khó khăn',
    text: '50% xã, thôn đặc biệt khó khăn ra khỏi diện đặc biệt khó khăn.',
    parts: [
      {
        text: '50% xã, thôn đặc biệt khó khăn thoát khỏi diện',
        scope: units(['COMMUNE', 'NEIGHBOURHOOD'], 'EXTREMELY_DIFFICULT'),
        rule: shareLeaves(['COMMUNE', 'NEIGHBOURHOOD'], 'EXTREMELY_DIFFICULT', '50'),
      },
    ],
    schedule: [],
  },
];

/**
 * The movement's own plan, 666/QĐ-TTg of 2022-06-02. The decision is not at hand: its targets and head are confirmed by
 * published summaries, so the rest stays empty, and anchors are short wordings instead of quotations. It stands in the
 * Official Gazette, hence PUBLIC. The Prime Minister is no tenant: the central board keeps it.
 */
export const national: PlanFacts = {
  key: 'trung-uong-666-2022',
  tenant: 'trung-uong',
  movement: 'VNN-2021-2025',
  title:
    'Kế hoạch tổ chức thực hiện Phong trào thi đua “Vì người nghèo - Không để ai bị bỏ lại phía sau” giai đoạn 2021 - 2025',
  status: 'ISSUED',
  visibility: 'PUBLIC',
  periodFrom: 2021,
  periodTo: 2025,
  document: {
    type: 'QUYẾT ĐỊNH',
    number: '666',
    symbol: 'QĐ-TTg',
    raw: null,
    issuedOn: '2022-06-02',
    place: null,
    issuer: 'Thủ tướng Chính phủ',
    signer: { name: 'Phạm Bình Minh', position: 'PHÓ THỦ TƯỚNG', onBehalfOf: null, actingFor: null },
    flags: [
      {
        code: 'PARTIAL_SOURCE',
        explanation:
          'Chưa có bản gốc Quyết định 666/QĐ-TTg: chỉ ghi số, ngày, người ký và các chỉ tiêu quốc gia đã được nguồn công bố xác nhận. Vị trí điều khoản không rõ; câu dẫn là tóm tắt, không phải nguyên văn; các phần khác để trống.',
      },
      {
        code: 'WORDING_AMBIGUOUS',
        explanation:
          '“%/năm” của một tỷ lệ được hiểu là điểm phần trăm một năm; “30%”, “50%” không kèm “trên” hay “trở lên”, hiểu là đạt ít nhất mức đó.',
      },
      {
        code: 'WORDING_AMBIGUOUS',
        explanation:
          'Nguồn ghi tỷ lệ nghèo đa chiều: hiểu là hộ nghèo và hộ cận nghèo theo Nghị định 07/2021/NĐ-CP (MULTIDIMENSIONAL_POVERTY_RATE).',
      },
      {
        code: 'WORDING_AMBIGUOUS',
        explanation: '“50% xã, thôn đặc biệt khó khăn” được tính chung cả xã và thôn, không tách riêng từng cấp.',
      },
    ],
  },
  legalBases: [],
  objectives: [],
  requirements: [],
  contents: [],
  solutions: [],
  priorityGroups: [],
  eligibleSubjects: [],
  targets,
  criteria: [],
  milestones: [],
  assignments: [],
  recipients: [],
  awardForms: [],
  annexes: [],
};
