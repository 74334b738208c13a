import type { AssignmentFacts, MilestoneFacts, PlanAwardFormFacts, RecipientFacts } from '../../plan-facts.js';

/** "Dự kiến" makes both reviews tentative; V.1 speaks of them too, but names no time. */
export const milestones: MilestoneFacts[] = [
  {
    clause: 'IV.1',
    clauseRaw: 'IV.1',
    anchor: 'Hàng năm, căn cứ kết quả và thành',
    kinds: ['AWARDING'],
    when: '--',
    bound: 'WITHIN',
    tentative: false,
    body: null,
    text: 'Kết quả phong trào là một trong các tiêu chí bình xét khen thưởng toàn diện hằng năm',
  },
  {
    clause: 'IV.2.1',
    clauseRaw: 'IV.2.1',
    anchor: 'Khen thưởng sơ kết phong trào: Dự kiến',
    kinds: ['INTERIM_REVIEW', 'AWARDING'],
    when: '2019-Q1',
    bound: 'WITHIN',
    tentative: true,
    body: null,
    text: 'Khen thưởng sơ kết phong trào',
  },
  {
    clause: 'IV.2.2',
    clauseRaw: 'IV.2.2',
    anchor: 'Khen thưởng tổng kết phong trào: Dự kiến',
    kinds: ['FINAL_REVIEW', 'AWARDING'],
    when: '2020-Q4',
    bound: 'WITHIN',
    tentative: true,
    body: null,
    text: 'Khen thưởng tổng kết phong trào',
  },
];

/** IV.3 follows the yearly, interim and final awards of IV.1 and IV.2 and names the city's form for all of them. */
export const awardForms: PlanAwardFormFacts[] = [
  {
    clause: 'IV.3.1',
    clauseRaw: 'IV.3.1',
    anchor: 'Giấy khen của Chủ tịch UBND thành phố',
    form: 'MERIT_LETTER',
    text: 'Giấy khen của Chủ tịch UBND thành phố',
    level: 'thành phố',
    condition: null,
    occasions: ['ANNUAL', 'INTERIM', 'FINAL'],
  },
  {
    // Neither the form nor the occasion is stated: both are left to the guidance.
    clause: 'IV.3.2',
    clauseRaw: 'IV.3.2',
    anchor: 'Cấp tỉnh: Thực hiện theo hướng dẫn của',
    form: null,
    text: 'Khen thưởng cấp tỉnh, theo hướng dẫn',
    level: 'tỉnh',
    condition: 'theo hướng dẫn của Hội đồng thi đua khen thưởng tỉnh',
    occasions: [],
  },
];

const labour = { clause: 'V.1', clauseRaw: 'V.1', body: 'Phòng Lao động - TB&XH thành phố' };
const homeAffairs = { clause: 'V.2', clauseRaw: 'V.2', body: 'Phòng Nội vụ thành phố' };
const front = {
  clause: 'V.4.1',
  clauseRaw: 'V.4, đoạn 1',
  anchor: 'Đề nghị Ủy ban MTTQ, các đoàn thể',
  role: 'CARRY_OUT' as const,
  duty: 'Tổ chức hoạt động hưởng ứng; tuyên truyền, vận động hội viên và nhân dân tham gia giúp người nghèo',
};
const supervision = {
  clause: 'V.4.2',
  clauseRaw: 'V.4, đoạn 2',
  anchor: 'Thực hiện tốt chức năng giám sát, phản',
  role: 'CARRY_OUT' as const,
  duty: 'Giám sát, phản biện xã hội việc thực hiện chính sách giảm nghèo và phong trào',
};
const fatherlandFront = 'Ủy ban MTTQ';
const massOrganisations = 'các đoàn thể chính trị - xã hội';

/** "chủ trì" is LEAD, "phối hợp" COORDINATE, "Cơ quan Thường trực" STANDING; a body that is only told to act CARRY_OUT. */
export const assignments: AssignmentFacts[] = [
  {
    ...labour,
    anchor: 'chủ trì, theo dõi các cơ quan, đơn',
    role: 'LEAD',
    duty: 'Chủ trì, theo dõi các cơ quan, đơn vị, địa phương triển khai phong trào',
  },
  {
    ...labour,
    anchor: 'có liên quan tổ chức đánh giá kết',
    role: 'COORDINATE',
    duty: 'Cùng các cơ quan, đơn vị liên quan đánh giá kết quả',
  },
  {
    ...labour,
    anchor: 'tham mưu UBND thành phố tổ chức sơ',
    role: 'CARRY_OUT',
    duty: 'Tham mưu sơ kết, tổng kết theo chỉ đạo của UBND tỉnh; đề xuất khen thưởng',
  },
  {
    ...homeAffairs,
    anchor: 'phối hợp với phòng Lao động - TB&XH',
    role: 'COORDINATE',
    duty: 'Cùng Phòng Lao động - TB&XH kiểm tra, đôn đốc việc thực hiện phong trào',
  },
  {
    ...homeAffairs,
    anchor: '(Cơ quan Thường trực Hội đồng thi đua',
    role: 'STANDING',
    duty: 'Thường trực Hội đồng thi đua khen thưởng: thẩm định thành tích, trình Chủ tịch UBND thành phố và cấp trên khen thưởng',
  },
  {
    clause: 'V.3',
    clauseRaw: 'V.3',
    anchor: 'Các cơ quan, đơn vị thành phố xây',
    body: 'Các cơ quan, đơn vị thành phố',
    role: 'CARRY_OUT',
    duty: 'Lập kế hoạch và tổ chức phong trào phù hợp chức năng, nhiệm vụ',
  },
  { ...front, body: fatherlandFront },
  { ...front, body: massOrganisations },
  { ...supervision, body: fatherlandFront },
  { ...supervision, body: massOrganisations },
  {
    clause: 'V.5',
    clauseRaw: 'V.5',
    anchor: 'Đài Truyền thanh thành phố tăng cường tuyên',
    body: 'Đài Truyền thanh thành phố',
    role: 'CARRY_OUT',
    duty: 'Tuyên truyền nội dung phong trào, giới thiệu gương điển hình, mô hình hiệu quả để nhân rộng',
  },
  {
    clause: 'V.6',
    clauseRaw: 'V.6',
    anchor: 'Các đơn vị, tổ chức, doanh nghiệp hưởng',
    body: 'Các đơn vị, tổ chức, doanh nghiệp',
    role: 'CARRY_OUT',
    duty: 'Hưởng ứng bằng việc làm thiết thực, cùng thành phố giảm nghèo, bảo đảm an sinh xã hội',
  },
  {
    clause: 'V.7.1',
    clauseRaw: 'V.7, gạch đầu dòng 1',
    anchor: 'Đề nghị Đảng ủy các phường, xã căn',
    body: 'Đảng ủy các phường, xã',
    role: 'CARRY_OUT',
    duty: 'Coi là nhiệm vụ trọng tâm, chỉ đạo quán triệt; phân công ngành, đoàn thể đỡ đầu hộ nghèo, cận nghèo',
  },
  {
    clause: 'V.7.2',
    clauseRaw: 'V.7, gạch đầu dòng 2',
    anchor: 'UBND các phường, xã xây dựng kế hoạch',
    body: 'UBND các phường, xã',
    role: 'CARRY_OUT',
    duty: 'Lập kế hoạch triển khai; tuyên truyền nâng cao trách nhiệm và ý thức tự vươn lên của hộ nghèo',
  },
];

/** (B/c) is REPORT, (P/h) COORDINATE, (T/h) CARRY_OUT, "để lãnh đạo, chỉ đạo" DIRECT. */
const onPaper: RecipientFacts[] = [
  { name: 'UBND tỉnh', role: 'REPORT' },
  { name: 'TT. Thành ủy, HĐND, UBND TP', role: 'REPORT' },
  { name: 'VT', role: 'ARCHIVE' },
];
const electronically: RecipientFacts[] = [
  { name: 'Sở Lao động - TB&XH tỉnh', role: 'REPORT' },
  { name: 'UB MTTQ và các tổ chức CT-XH TP', role: 'COORDINATE' },
  { name: 'Các cơ quan, đơn vị TP', role: 'CARRY_OUT' },
  { name: 'Đảng ủy, UBND các phường, xã', role: 'DIRECT' },
  { name: 'VP: LĐ, CVVX', role: null },
];
export const recipients: RecipientFacts[] = [...onPaper, ...electronically];
