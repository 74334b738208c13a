import type { AssignmentFacts, MilestoneFacts, PlanAwardFormFacts } from '../../plan-facts.js';
import { numbered } from '../numbered.js';

export const milestones: MilestoneFacts[] = [
  {
    clause: 'IV.1',
    clauseRaw: 'IV.1',
    anchor: 'Quý III năm 2022: Xây dựng kế hoạch',
    kinds: ['PLANNING', 'IMPLEMENTATION'],
    when: '2022-Q3',
    bound: 'WITHIN',
    tentative: false,
    body: null,
    text: 'Xây dựng kế hoạch và tổ chức thực hiện Phong trào',
  },
  {
    clause: 'IV.2',
    clauseRaw: 'IV.2',
    anchor: 'Năm 2023: Tổ chức sơ kết Phong trào',
    kinds: ['INTERIM_REVIEW', 'AWARDING'],
    when: '2023',
    bound: 'WITHIN',
    tentative: false,
    body: null,
    text: 'Sơ kết Phong trào; khen thưởng và trình khen thưởng theo thẩm quyền',
  },
  {
    clause: 'IV.3',
    clauseRaw: 'IV.3',
    anchor: 'Năm 2025: Tổ chức tổng kết Phong trào',
    kinds: ['FINAL_REVIEW', 'AWARDING'],
    when: '2025',
    bound: 'WITHIN',
    tentative: false,
    body: null,
    text: 'Tổng kết Phong trào; khen thưởng và trình khen thưởng theo thẩm quyền',
  },
];

export const awardForms: PlanAwardFormFacts[] = [
  {
    // Form and occasion are left to the law.
    clause: 'III.3.1.1',
    clauseRaw: 'III.3.1, đoạn 1',
    anchor: 'được thực hiện theo quy định của pháp',
    form: null,
    text: 'Khen thưởng từ cấp tỉnh trở lên, theo pháp luật về thi đua, khen thưởng',
    level: 'từ cấp tỉnh trở lên',
    condition: 'theo quy định của pháp luật về thi đua, khen thưởng',
    occasions: [],
  },
  {
    clause: 'III.3.2.2',
    clauseRaw: 'III.3.2, gạch đầu dòng 2',
    anchor: 'Giấy khen của Thủ trưởng cơ quan',
    form: 'MERIT_LETTER',
    text: 'Giấy khen của Thủ trưởng cơ quan',
    level: 'Ban',
    condition: null,
    occasions: ['ANNUAL', 'INTERIM', 'FINAL'],
  },
];

/** Nobody is told to lead or to coordinate: every body carries out its part. */
export const assignments: AssignmentFacts[] = numbered('V', 'V', [
  {
    anchor: 'Hội đồng thi đua khen thưởng tham mưu',
    body: 'Hội đồng thi đua khen thưởng',
    role: 'CARRY_OUT',
    duty: 'Tham mưu Lãnh đạo Ban phát động nội dung phong trào; hướng dẫn, tham mưu khen thưởng tập thể, cá nhân',
  },
  {
    anchor: 'Các phòng chuyên môn quán triệt, cụ thể',
    body: 'Các phòng chuyên môn',
    role: 'CARRY_OUT',
    duty: 'Quán triệt, cụ thể hóa, triển khai các nội dung phong trào',
  },
  {
    anchor: 'Các tổ chức đoàn thể vận động đoàn',
    body: 'Các tổ chức đoàn thể',
    role: 'CARRY_OUT',
    duty: 'Vận động đoàn viên tích cực hưởng ứng phong trào',
  },
  {
    anchor: 'Văn phòng có trách nhiệm thường xuyên theo',
    body: 'Văn phòng',
    role: 'CARRY_OUT',
    duty: 'Theo dõi, đôn đốc; tham mưu sơ kết, tổng kết phong trào và gửi báo cáo theo quy định',
  },
]);
