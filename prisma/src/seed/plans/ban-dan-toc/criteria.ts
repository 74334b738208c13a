import type { CriterionFacts, SubjectFacts } from '../../plan-facts.js';
import { emulationCriteria } from '../numbered.js';

/** III.1 counts poor households among the collectives; Thanh Xuân's plan counts households among the individuals. */
const collectives: SubjectFacts = {
  kinds: ['COLLECTIVE', 'HOUSEHOLD'],
  text: 'tập thể',
  where: 'các phòng chuyên môn; hộ gia đình nghèo, hộ cận nghèo, hộ mới thoát nghèo',
};
const individuals: SubjectFacts = {
  kinds: ['INDIVIDUAL', 'OFFICIAL'],
  text: 'cá nhân',
  where: 'công chức, người lao động',
};

/** "hằng năm hoàn thành kế hoạch, nhiệm vụ được giao" names no plan whose targets could be looked up: qualitative. */
const collectiveCriteria = emulationCriteria(
  'III.2.a',
  'III.2.a)',
  collectives,
  [
    {
      anchor: 'Triển khai thực hiện có hiệu quả Phong',
      text: 'Thực hiện hiệu quả Phong trào, gắn với nông thôn mới, đô thị văn minh; hằng năm hoàn thành kế hoạch, nhiệm vụ được giao.',
    },
    {
      anchor: 'Tích cực tham gia hưởng ứng các đợt',
      text: 'Hưởng ứng các đợt phát động; vận động, huy động nguồn lực cho Chương trình mục tiêu quốc gia giảm nghèo bền vững.',
    },
  ].map((item) => ({ ...item, where: collectives.where ?? undefined })),
);

const individualCriteria = emulationCriteria(
  'III.2.b',
  'III.2.b)',
  individuals,
  [
    {
      anchor: 'Công chức, người lao động nỗ lực trong',
      text: 'Nỗ lực, hoàn thành xuất sắc nhiệm vụ; có sáng kiến, giải pháp cho mục tiêu giảm nghèo.',
    },
    {
      anchor: 'Có đóng góp thiết thực, hiệu quả trong',
      text: 'Đóng góp thiết thực cho giảm nghèo, giúp người nghèo, hộ cận nghèo và người yếu thế.',
    },
  ].map((item) => ({ ...item, where: individuals.where ?? undefined })),
);

const awardStandards: CriterionFacts[] = [
  {
    clause: 'III.3.1.1',
    clauseRaw: 'III.3.1, đoạn 1',
    anchor: 'Việc xem xét đề xuất khen thưởng từ',
    subject: { kinds: ['COLLECTIVE', 'INDIVIDUAL'], text: 'các tập thể, cá nhân', where: 'tiêu biểu, xuất sắc' },
    purpose: 'AWARD_STANDARD',
    text: 'Từ cấp tỉnh trở lên: xét, đề xuất tập thể, cá nhân tiêu biểu, xuất sắc theo pháp luật về thi đua, khen thưởng.',
    rule: null,
    parts: [],
  },
  {
    clause: 'III.3.2.1',
    clauseRaw: 'III.3.2, gạch đầu dòng 1',
    anchor: 'Tiêu chuẩn khen thưởng tập thể và cá',
    subject: { kinds: ['COLLECTIVE', 'INDIVIDUAL'], text: 'tập thể và cá nhân', where: null },
    purpose: 'AWARD_STANDARD',
    text: 'Cấp Ban: theo các tiêu chí ở khoản 2 mục III của Kế hoạch này.',
    rule: null,
    parts: [],
  },
];

export const criteria: CriterionFacts[] = [...collectiveCriteria, ...individualCriteria, ...awardStandards];
