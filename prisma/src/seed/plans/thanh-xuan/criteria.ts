import type { CriterionFacts } from '../../plan-facts.js';
import { emulationCriteria } from '../numbered.js';
import { fewerNearPoor, noNearPoorBy2025, noneFallsBack, noneNewlyPoor, noPoor } from './near-poverty.js';

const district = emulationCriteria('IV.1.a', 'IV.1.a', { kinds: ['DISTRICT'], text: 'UBND quận' }, [
  {
    anchor: 'Hoàn thành có chất lượng, đúng thời hạn',
    text: 'Văn bản hướng dẫn chính sách, chương trình giảm nghèo hoàn thành có chất lượng, đúng hạn.',
  },
  {
    kinds: ['AGENCY', 'MASS_ORGANISATION'],
    where: 'các phòng, ban, Ủy ban Mặt trận Tổ quốc quận',
    anchor: 'chủ động, tích cực nghiên cứu, rà soát,',
    text: 'Chủ động rà soát, kiến nghị về chính sách giảm nghèo theo hướng phân cấp, lấy người nghèo làm chủ thể, bớt cho không, tăng cho vay có điều kiện, có hoàn trả.',
  },
  {
    anchor: 'đề ra các nội dung, giải pháp thiết',
    text: 'Chương trình, kế hoạch giảm nghèo bền vững được xây dựng và triển khai hiệu quả, giải pháp sát thực tế địa phương.',
  },
  {
    anchor: 'Phân bổ, sử dụng kinh phí đúng chế',
    text: 'Dùng và quyết toán kinh phí đúng chế độ, đúng hạn; báo cáo nghiêm túc; huy động nguồn lực xã hội; có sáng kiến hiệu quả.',
  },
  {
    anchor: 'Chỉ tiêu phấn đấu: Tiếp tục duy trì',
    text: 'Giữ không có hộ nghèo, không tái nghèo, không phát sinh hộ nghèo mới; hộ cận nghèo giảm dần và đến năm 2025 không còn.',
    rule: { kind: 'ALL_OF', rules: [noPoor, noneFallsBack, noneNewlyPoor, fewerNearPoor, noNearPoorBy2025] },
  },
]);

// b.1 judges how wards without poor or near-poor households carry out their plans: having none says which wards are
// meant. b.4 judges mobilisation that contributes ("góp phần") to the district's aims. Neither sets a measure of its own.
const wards = emulationCriteria('IV.1.b', 'IV.1.b', { kinds: ['COMMUNE'], text: 'UBND các phường' }, [
  {
    where: 'phường không có hộ nghèo, hộ tái nghèo, hộ nghèo mới, hộ cận nghèo',
    anchor: 'không có hộ cận nghèo triển khai có',
    text: 'Triển khai hiệu quả chương trình, kế hoạch giảm nghèo bền vững trên địa bàn.',
  },
  {
    where: '05 phường có hộ cận nghèo (Nhân Chính, Phương Liệt, Khương Đình, Thanh Xuân Bắc, Khương Trung)',
    anchor: 'Đối với UBND 05 phường có hộ cận',
    text: 'Có kế hoạch và giảm được hộ cận nghèo theo từng năm.',
    parts: {
      mark: 'dấu cộng',
      items: [
        {
          where: '05 phường có hộ cận nghèo',
          anchor: 'giải pháp thiết thực cụ thể để giảm',
          text: 'Xây dựng kế hoạch, giải pháp cụ thể để giảm hộ cận nghèo, hợp với địa phương.',
        },
        {
          where: '05 phường có hộ cận nghèo',
          anchor: 'Phấn đấu giảm hộ cận nghèo của các',
          text: 'Giảm hộ cận nghèo từng năm theo biểu chỉ tiêu kèm theo.',
          rule: { kind: 'SCHEDULE', indicator: 'NEAR_POOR_HOUSEHOLDS', meaning: 'REDUCTION' },
        },
      ],
    },
  },
  {
    anchor: 'Sử dụng hiệu quả, thanh quyết toán kịp',
    text: 'Kinh phí giảm nghèo được dùng hiệu quả, quyết toán kịp thời, đúng quy định; báo cáo nghiêm theo yêu cầu của quận.',
  },
  {
    anchor: 'Tích cực vận động nhân dân hưởng ứng',
    text: 'Vận động nhân dân hưởng ứng, góp phần giữ không có hộ nghèo, tái nghèo, nghèo mới và đến năm 2025 không còn hộ cận nghèo.',
  },
]);

const residentialGroups = emulationCriteria('IV.1.c', 'IV.1.c', { kinds: ['NEIGHBOURHOOD'], text: 'tổ dân phố' }, [
  {
    anchor: 'Hỗ trợ vốn, chia sẻ kinh nghiệm, kỹ',
    text: 'Giúp vốn, kinh nghiệm, kỹ thuật để hộ nghèo cũ, hộ cận nghèo, hộ khó khăn làm ăn và thoát nghèo bền vững.',
  },
  {
    anchor: 'Huy động có hiệu quả nguồn lực từ',
    text: 'Huy động hiệu quả nguồn lực của Nhân dân, cộng đồng cho Chương trình mục tiêu quốc gia giảm nghèo bền vững.',
  },
  {
    anchor: 'Điều kiện sống của người nghèo trên địa',
    text: 'Thu nhập và mức tiếp cận dịch vụ xã hội cơ bản của người nghèo được cải thiện rõ rệt.',
  },
]);

const households = emulationCriteria(
  'IV.1.d',
  'IV.1.d',
  { kinds: ['HOUSEHOLD'], text: 'hộ cận nghèo, hộ mới thoát cận nghèo' },
  [
    {
      anchor: 'Có ý thức, trách nhiệm trong việc tự',
      text: 'Tự phát huy nội lực để thoát nghèo, thoát cận nghèo và giữ được kết quả bền vững.',
    },
    {
      anchor: 'Có những sáng kiến, cách làm hay, hiệu',
      text: 'Có sáng kiến, cách làm hay trong sản xuất, kinh doanh; thực hiện tốt mô hình giảm nghèo, tạo việc làm, tăng thu nhập.',
    },
    {
      anchor: 'Đoàn kết, hỗ trợ các hộ khác trên',
      text: 'Giúp các hộ khác trên địa bàn cùng thoát nghèo bền vững.',
    },
    {
      anchor: 'Được tiếp cận và sử dụng nguồn vốn',
      text: 'Dùng vốn vay ủy thác qua Ngân hàng Chính sách xã hội đúng mục đích, hiệu quả, trả gốc và lãi đúng hạn.',
    },
  ],
);

const officials = emulationCriteria(
  'IV.1.đ',
  'IV.1.đ',
  { kinds: ['OFFICIAL'], text: 'cán bộ, công chức, viên chức làm công tác giảm nghèo' },
  [
    {
      anchor: 'Bám sát cơ sở, có sáng kiến trong',
      text: 'Bám sát cơ sở, có sáng kiến khi tham mưu văn bản hướng dẫn và gỡ khó cho cơ sở.',
    },
  ],
  'đoạn',
);

const enterprises = emulationCriteria('IV.1.e', 'IV.1.e', { kinds: ['ENTERPRISE'], text: 'các doanh nghiệp' }, [
  {
    anchor: 'Tham gia đóng góp bằng những hành động,',
    text: 'Đóng góp bằng việc làm cụ thể cho công tác giảm nghèo và người nghèo.',
  },
  {
    anchor: 'Tham gia liên kết, phối hợp sản xuất,',
    text: 'Liên kết sản xuất, chế biến, tiêu thụ; thực hiện mô hình giảm nghèo, dạy nghề, tạo việc làm cho người nghèo, cận nghèo, khó khăn.',
  },
  {
    kinds: ['CREDIT_INSTITUTION'],
    where: 'Ngân hàng chính sách hoặc các Tổ chức tín dụng',
    anchor: 'Ngân hàng chính sách hoặc các Tổ chức',
    text: 'Thực hiện hiệu quả tín dụng chính sách cho hộ nghèo, cận nghèo, mới thoát nghèo.',
  },
]);

const awardStandards: CriterionFacts[] = [
  {
    clause: 'V.2.a',
    clauseRaw: 'V.2.a',
    anchor: 'Đối với tập thể: Tập thể chấp hành',
    subject: { kinds: ['COLLECTIVE'], text: 'tập thể', where: null },
    purpose: 'AWARD_STANDARD',
    text: 'Chấp hành tốt chủ trương, chính sách, pháp luật và có nhiều thành tích xuất sắc đóng góp cho Chương trình giảm nghèo của quận.',
    rule: null,
    parts: [],
  },
  {
    clause: 'V.2.b',
    clauseRaw: 'V.2.b',
    anchor: 'Đối với cá nhân: Cá nhân chấp hành',
    subject: { kinds: ['INDIVIDUAL'], text: 'cá nhân', where: null },
    purpose: 'AWARD_STANDARD',
    text: 'Chấp hành tốt chủ trương, chính sách, pháp luật và có nhiều thành tích xuất sắc đóng góp cho Chương trình giảm nghèo của địa phương và của quận.',
    rule: null,
    parts: [],
  },
];

export const criteria: CriterionFacts[] = [
  ...district,
  ...wards,
  ...residentialGroups,
  ...households,
  ...officials,
  ...enterprises,
  ...awardStandards,
];
