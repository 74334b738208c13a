import type { RuleSpec } from '@thi-dua/schema/rule';
import type { CriterionFacts } from '../../plan-facts.js';
import { type CriterionItem, emulationCriteria, type Mark } from '../numbered.js';
import { fulfilsCityPlan } from './rules.js';

/**
 * III.2 lists standards for awards ("TIÊU CHUẨN KHEN THƯỞNG"), not criteria of emulation. Its groups are printed 1.1 to
 * 1.6 under 2, where 2.1 to 2.6 belong: normalised III.2.1 to III.2.6, the printed number in quotes.
 */
function awardStandards(
  group: string,
  printed: string,
  subject: Parameters<typeof emulationCriteria>[2],
  items: readonly CriterionItem[],
  mark?: Mark,
): CriterionFacts[] {
  return emulationCriteria(`III.2.${group}`, `III.2, “${printed}”`, subject, items, mark).map((criterion) => ({
    ...criterion,
    purpose: 'AWARD_STANDARD',
  }));
}

/** "hàng năm" runs over the plan's own period. The words count households, so no rate is meant. */
const everyYear = { from: 2017, to: 2020 };
const fewerPoorAndNoneFallsBack: RuleSpec = {
  kind: 'ALL_OF',
  rules: [
    { kind: 'FALLS_EVERY_YEAR', indicator: 'POOR_HOUSEHOLDS', ...everyYear },
    { kind: 'FALLS_EVERY_YEAR', indicator: 'NEAR_POOR_HOUSEHOLDS', ...everyYear },
    { kind: 'HOLDS_EVERY_YEAR', indicator: 'FALLEN_BACK', comparator: 'EQ', threshold: '0', ...everyYear },
  ],
};

const agencies = awardStandards(
  '1',
  '1.1',
  {
    kinds: ['AGENCY', 'MASS_ORGANISATION'],
    text: 'các cơ quan, đơn vị thành phố, Ủy ban MTTQ, các tổ chức chính trị - xã hội thành phố',
  },
  [
    {
      anchor: 'Hoàn thành có chất lượng, đúng thời hạn',
      text: 'Hoàn thành tốt, đúng hạn văn bản chỉ đạo, hướng dẫn giảm nghèo; có sáng kiến, đề xuất việc mới, cách hay, gỡ vướng mắc.',
    },
    {
      anchor: 'Chủ động, tích cực nghiên cứu, rà soát',
      text: 'Chủ động rà soát, sửa đổi hoặc kiến nghị sửa đổi cơ chế, chính sách giảm nghèo cho sát thực tế.',
    },
    {
      anchor: 'Tích cực huy động các nguồn lực hỗ',
      text: 'Huy động nguồn lực giúp người nghèo sản xuất, thoát nghèo bền vững; có sáng kiến xây dựng, nhân rộng mô hình.',
    },
    {
      anchor: 'Tích cực và có giải pháp, sáng kiến',
      text: 'Có giải pháp, sáng kiến trong chỉ đạo tuyên truyền, vận động nhân dân, doanh nghiệp giúp người nghèo.',
    },
  ],
);

const communes = awardStandards('2', '1.2', { kinds: ['COMMUNE'], text: 'phường, xã' }, [
  {
    anchor: 'Triển khai có hiệu quả chương trình, kế',
    text: 'Triển khai hiệu quả kế hoạch giảm nghèo, có giải pháp sát thực tế; dùng kinh phí đúng chế độ, hiệu quả.',
  },
  {
    anchor: 'Tích cực vận động nhân dân hưởng ứng',
    text: 'Vận động nhân dân hưởng ứng phong trào bằng việc làm thiết thực, hiệu quả.',
  },
  {
    anchor: 'Có ít nhất 01 mô hình giảm nghèo',
    text: 'Có từ một mô hình giảm nghèo hiệu quả trở lên.',
    rule: { kind: 'COUNT_OF_MODELS', comparator: 'GE', threshold: '1' },
  },
  {
    anchor: 'Hoàn thành chỉ tiêu giảm nghèo hàng năm',
    text: 'Mỗi năm hoàn thành chỉ tiêu giảm nghèo của kế hoạch thành phố giai đoạn 2017-2020.',
    rule: fulfilsCityPlan,
  },
]);

const neighbourhoods = awardStandards('3', '1.3', { kinds: ['NEIGHBOURHOOD'], text: 'thôn, tổ dân phố' }, [
  {
    anchor: 'Đoàn kết, giúp đỡ các hộ nghèo, cận',
    text: 'Đoàn kết giúp hộ nghèo, cận nghèo về giống, vốn, tư liệu, kinh nghiệm, kỹ thuật để thoát nghèo.',
  },
  {
    // A model is asked for, but no number of them: nothing to compute.
    anchor: 'Xây dựng được mô hình giảm nghèo, hỗ',
    text: 'Xây dựng được mô hình giảm nghèo; hộ nghèo, cận nghèo sống tốt hơn, tăng thu nhập, tiếp cận dịch vụ cơ bản.',
  },
  {
    anchor: 'Giảm hộ nghèo, hộ cận nghèo hàng năm',
    text: 'Số hộ nghèo và hộ cận nghèo giảm hằng năm, không có hộ tái nghèo.',
    rule: fewerPoorAndNoneFallsBack,
  },
]);

const household = { kinds: ['HOUSEHOLD' as const], text: 'hộ gia đình' };
const householdsNotPoor = awardStandards(
  '4.a',
  '1.4.a)',
  household,
  [
    {
      where: 'không phải là hộ nghèo',
      anchor: 'Có những việc làm thiết thực hỗ trợ',
      text: 'Giúp hộ nghèo, cận nghèo về giống, vốn, tư liệu, kinh nghiệm để sản xuất kinh doanh và thoát nghèo.',
    },
  ],
  'đoạn',
);
const householdsPoor = awardStandards(
  '4.b',
  '1.4.b)',
  household,
  [
    {
      anchor: 'sách pháp luật của Nhà nước và các',
      text: 'Chấp hành chủ trương của Đảng, pháp luật của Nhà nước và quy định của địa phương.',
    },
    {
      anchor: 'Có ý thức, trách nhiệm chủ động phát',
      text: 'Chủ động phát huy nội lực, tự nguyện đăng ký thoát nghèo; có cách làm hay, tạo việc làm và thu nhập ổn định.',
    },
    {
      anchor: 'Sử dụng các nguồn vốn vay ưu đãi',
      text: 'Dùng vốn vay ưu đãi của Ngân hàng chính sách xã hội hiệu quả, trả lãi, gốc đúng quy định.',
    },
    {
      // Measures one household's own history ("từ 03 năm trở lên", at least three years). Indicators count the households
      // of a unit, so nothing here can be computed from them: the nomination's dossier has to show it.
      anchor: 'Thoát nghèo từ 03 năm trở lên, tạo',
      text: 'Đã thoát nghèo ít nhất ba năm và giúp hộ nghèo khác cùng thoát nghèo.',
    },
  ].map((item) => ({ ...item, where: 'hộ nghèo, hộ cận nghèo, hộ mới thoát nghèo' })),
);

const enterprises = awardStandards(
  '5',
  '1.5',
  { kinds: ['COLLECTIVE', 'ENTERPRISE'], text: 'các đơn vị, tổ chức, doanh nghiệp' },
  [
    {
      anchor: 'Có đóng góp thiết thực, chung tay, đồng',
      text: 'Đóng góp thiết thực cùng thành phố giảm nghèo, bảo đảm an sinh; tham gia các cuộc vận động ủng hộ người nghèo.',
    },
    {
      anchor: 'Liên kết, phối hợp sản xuất, chế biến',
      text: 'Liên kết sản xuất, chế biến, tiêu thụ sản phẩm cho người nghèo; cùng triển khai mô hình, tạo việc làm cho lao động nghèo, cận nghèo.',
    },
  ],
);

const officials = awardStandards(
  '6',
  '1.6',
  { kinds: ['OFFICIAL'], text: 'cán bộ, công chức, viên chức làm công tác giảm nghèo' },
  [
    {
      anchor: 'Chấp hành nghiêm chủ trương, đường lối của',
      text: 'Nghiêm chỉnh chấp hành chủ trương của Đảng, pháp luật và quy định của cơ quan, đơn vị.',
    },
    {
      anchor: 'Có sáng kiến trong xây dựng, tham mưu',
      text: 'Có sáng kiến trong tham mưu chính sách, hướng dẫn và gỡ khó để chương trình giảm nghèo hiệu quả.',
    },
  ],
);

/** Twenty standards: 4, 4, 3, 1 + 4, 2 and 2. */
export const criteria: CriterionFacts[] = [
  ...agencies,
  ...communes,
  ...neighbourhoods,
  ...householdsNotPoor,
  ...householdsPoor,
  ...enterprises,
  ...officials,
];
