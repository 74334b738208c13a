import type { AssignmentFacts, MilestoneFacts } from '../../plan-facts.js';

const labour = 'Phòng Lao động - Thương binh và Xã hội';
const homeAffairs = 'Phòng Nội vụ';
const fatherlandFront = 'Ủy ban Mặt trận Tổ quốc quận';
const massOrganisations = 'Các tổ chức chính trị - xã hội quận';

/**
 * "vào dịp kỷ niệm … 11/6" is read as ON the anniversary: the document names that day and no span around it, and no
 * word such as "dự kiến" makes it tentative. "Năm 2023" alone is WITHIN the year.
 */
export const milestones: MilestoneFacts[] = [
  {
    clause: 'III.2',
    clauseRaw: 'III.2',
    anchor: 'Năm 2023, UBND quận tiến hành sơ kết',
    kinds: ['INTERIM_REVIEW'],
    when: '2023',
    bound: 'WITHIN',
    tentative: false,
    body: 'UBND quận',
    text: 'Sơ kết giữa kỳ, đánh giá, rút kinh nghiệm',
  },
  {
    clause: 'III.2',
    clauseRaw: 'III.2',
    anchor: 'tổng kết Phong trào thi đua vào năm',
    kinds: ['FINAL_REVIEW'],
    when: '2025',
    bound: 'WITHIN',
    tentative: false,
    body: 'UBND quận',
    text: 'Tổng kết Phong trào thi đua',
  },
  {
    clause: 'VI.1',
    clauseRaw: 'VI.1',
    anchor: 'Năm 2022: Phát động Phong trào thi đua,',
    kinds: ['LAUNCH', 'PLANNING', 'IMPLEMENTATION'],
    when: '2022',
    bound: 'WITHIN',
    tentative: false,
    body: null,
    text: 'Phát động, xây dựng kế hoạch và tổ chức triển khai',
  },
  {
    clause: 'VI.2',
    clauseRaw: 'VI.2',
    anchor: 'Năm 2023: Tiến hành sơ kết giữa kỳ',
    kinds: ['INTERIM_REVIEW', 'AWARDING'],
    when: '2023-06-11',
    bound: 'ON',
    tentative: false,
    body: null,
    text: 'Sơ kết giữa kỳ vào dịp kỷ niệm Ngày truyền thống Thi đua yêu nước; khen thưởng theo thẩm quyền (nếu có)',
  },
  {
    clause: 'VI.3',
    clauseRaw: 'VI.3',
    anchor: 'Năm 2025: Tổng kết Phong trào thi đua',
    kinds: ['FINAL_REVIEW', 'AWARDING'],
    when: '2025-06-11',
    bound: 'ON',
    tentative: false,
    body: null,
    text: 'Tổng kết vào dịp kỷ niệm Ngày truyền thống Thi đua yêu nước; khen thưởng cá nhân có thành tích, tập thể về đích sớm',
  },
  {
    clause: 'VII.1',
    clauseRaw: 'VII.1',
    anchor: 'hướng dẫn khen thưởng hàng năm',
    kinds: ['AWARDING'],
    when: '--',
    bound: 'WITHIN',
    tentative: false,
    body: labour,
    text: 'Hướng dẫn khen thưởng hằng năm',
  },
  {
    clause: 'VII.1',
    clauseRaw: 'VII.1',
    anchor: 'thực hiện phong trào thi đua vào năm',
    kinds: ['AWARDING'],
    when: '2025',
    bound: 'WITHIN',
    tentative: false,
    body: labour,
    text: 'Hướng dẫn khen thưởng tổng kết Phong trào',
  },
];

const propose = {
  anchor: 'phòng Lao động - Thương binh và Xã',
  duty: 'Đề xuất các cấp khen thưởng trên cơ sở kết quả Phong trào',
};
const carryOut = {
  anchor: 'tổ chức triển khai thực hiện đảm bảo',
  duty: 'Triển khai thực hiện bảo đảm nội dung, chất lượng, tiến độ',
};
const mobilise = {
  anchor: 'có trách nhiệm tuyên truyền, vận động các',
  duty: 'Tuyên truyền, vận động hội viên, đoàn viên tham gia; phát hiện, nhân rộng điển hình',
};
const report = {
  anchor: 'Báo cáo kết quả thực hiện về Phòng',
  duty: 'Thực hiện nghiêm túc Kế hoạch, báo cáo kết quả về Phòng Lao động - Thương binh và Xã hội',
};

/** "chủ trì" is LEAD, "phối hợp" COORDINATE; a body that is only told to act CARRY_OUT. */
export const assignments: AssignmentFacts[] = [
  {
    clause: 'V',
    clauseRaw: 'V, đoạn mở đầu',
    anchor: 'UBND các phường tổ chức khen thưởng kịp',
    body: 'UBND các phường',
    role: 'CARRY_OUT',
    duty: 'Khen thưởng theo thẩm quyền; chọn tập thể, cá nhân tiêu biểu đề nghị cấp trên khen thưởng',
  },
  { clause: 'V.3.a.3', clauseRaw: 'V.3.a, gạch đầu dòng 3', ...propose, body: labour, role: 'CARRY_OUT' },
  { clause: 'V.3.a.3', clauseRaw: 'V.3.a, gạch đầu dòng 3', ...propose, body: homeAffairs, role: 'COORDINATE' },
  { clause: 'V.3.b.4', clauseRaw: 'V.3.b, gạch đầu dòng 4', ...propose, body: labour, role: 'CARRY_OUT' },
  { clause: 'V.3.b.4', clauseRaw: 'V.3.b, gạch đầu dòng 4', ...propose, body: homeAffairs, role: 'COORDINATE' },
  {
    clause: 'VII.1',
    clauseRaw: 'VII.1',
    anchor: 'Xã hội chủ trì phối hợp với Phòng',
    body: labour,
    role: 'LEAD',
    duty: 'Triển khai, đôn đốc Kế hoạch; hướng dẫn khen thưởng; tham mưu sơ kết, tổng kết cấp quận; tổng hợp, báo cáo UBND quận và Thành phố',
  },
  {
    clause: 'VII.1',
    clauseRaw: 'VII.1',
    anchor: 'Xã hội chủ trì phối hợp với Phòng',
    body: homeAffairs,
    role: 'COORDINATE',
    duty: 'Phối hợp triển khai, đôn đốc Kế hoạch, hướng dẫn khen thưởng',
  },
  {
    clause: 'VII.2',
    clauseRaw: 'VII.2',
    anchor: 'Phòng Nội vụ quận phối hợp với phòng',
    body: homeAffairs,
    role: 'COORDINATE',
    duty: 'Phối hợp triển khai Kế hoạch; phối hợp đề xuất, hướng dẫn khen thưởng hằng năm và tổng kết',
  },
  { clause: 'VII.3', clauseRaw: 'VII.3', ...carryOut, body: 'Các phòng, ban, đơn vị', role: 'CARRY_OUT' },
  { clause: 'VII.3', clauseRaw: 'VII.3', ...carryOut, body: 'UBND 11 phường', role: 'CARRY_OUT' },
  { clause: 'VII.3', clauseRaw: 'VII.3', ...carryOut, body: fatherlandFront, role: 'CARRY_OUT' },
  { clause: 'VII.3', clauseRaw: 'VII.3', ...carryOut, body: massOrganisations, role: 'CARRY_OUT' },
  { clause: 'VII.4', clauseRaw: 'VII.4', ...mobilise, body: fatherlandFront, role: 'CARRY_OUT' },
  { clause: 'VII.4', clauseRaw: 'VII.4', ...mobilise, body: massOrganisations, role: 'CARRY_OUT' },
  { clause: 'VII.5.1', clauseRaw: 'VII.5, gạch đầu dòng 1', ...report, body: fatherlandFront, role: 'CARRY_OUT' },
  { clause: 'VII.5.1', clauseRaw: 'VII.5, gạch đầu dòng 1', ...report, body: massOrganisations, role: 'CARRY_OUT' },
  {
    clause: 'VII.5.1',
    clauseRaw: 'VII.5, gạch đầu dòng 1',
    ...report,
    body: 'Các phòng, ban, đơn vị thuộc quận',
    role: 'CARRY_OUT',
  },
  { clause: 'VII.5.1', clauseRaw: 'VII.5, gạch đầu dòng 1', ...report, body: 'UBND các phường', role: 'CARRY_OUT' },
  {
    clause: 'VII.5.1',
    clauseRaw: 'VII.5, gạch đầu dòng 1',
    anchor: report.anchor,
    body: labour,
    role: 'CARRY_OUT',
    duty: 'Tổng hợp kết quả, báo cáo UBND quận và UBND Thành phố theo quy định',
  },
];
