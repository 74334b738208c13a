import type { AssignmentFacts, MilestoneFacts } from '../../plan-facts.js';

const homeAffairs = 'Sở Nội vụ';
const units = 'Các sở, ban, ngành, Mặt trận, đoàn thể cấp tỉnh, Ủy ban nhân dân các huyện, thị xã, thành phố';
const council = 'Hội đồng Thi đua - Khen thưởng tỉnh';
const firm = { tentative: false };

/** The yearly duties without a day keep `--`; only VI.3 names one. */
export const milestones: MilestoneFacts[] = [
  {
    ...firm,
    clause: 'V.1',
    clauseRaw: 'V.1',
    anchor: 'Sở Nội vụ trình Ủy ban nhân dân',
    kinds: ['PLANNING'],
    when: '2022-07',
    bound: 'WITHIN',
    body: homeAffairs,
    text: 'Trình UBND tỉnh ban hành Kế hoạch của Phong trào',
  },
  {
    ...firm,
    clause: 'V.2',
    clauseRaw: 'V.2',
    anchor: 'trào trước ngày 20 tháng 7 năm 2022',
    kinds: ['PLANNING', 'IMPLEMENTATION'],
    when: '2022-07-20',
    bound: 'BEFORE',
    body: units,
    text: 'Xây dựng kế hoạch, hướng dẫn tổ chức triển khai phong trào',
  },
  {
    ...firm,
    clause: 'V.3',
    clauseRaw: 'V.3',
    anchor: 'sơ kết, đánh giá, rút kinh nghiệm vào',
    kinds: ['INTERIM_REVIEW'],
    when: '2023',
    bound: 'WITHIN',
    body: units,
    text: 'Sơ kết, đánh giá, rút kinh nghiệm, căn cứ tình hình thực tiễn',
  },
  {
    ...firm,
    clause: 'V.3',
    clauseRaw: 'V.3',
    anchor: 'tổng kết Phong trào thi đua vào năm',
    kinds: ['FINAL_REVIEW'],
    when: '2025',
    bound: 'WITHIN',
    body: units,
    text: 'Tổng kết Phong trào thi đua',
  },
  {
    ...firm,
    clause: 'V.4',
    clauseRaw: 'V.4',
    anchor: 'hàng năm tổ chức các đoàn kiểm tra,',
    kinds: ['INSPECTION'],
    when: '--',
    bound: 'WITHIN',
    body: council,
    text: 'Tổ chức các đoàn kiểm tra, giám sát việc thực hiện Phong trào',
  },
  {
    ...firm,
    clause: 'V.4',
    clauseRaw: 'V.4',
    anchor: 'tiến hành tổng kết Phong trào thi đua',
    kinds: ['FINAL_REVIEW'],
    when: '2025',
    bound: 'WITHIN',
    body: council,
    text: 'Tổng kết Phong trào thi đua',
  },
  {
    ...firm,
    clause: 'VI.2.1',
    clauseRaw: 'VI.2, gạch đầu dòng 1',
    anchor: 'hàng năm tổng hợp, báo cáo tình hình',
    kinds: ['REPORT_DUE'],
    when: '--',
    bound: 'WITHIN',
    body: homeAffairs,
    text: 'Tổng hợp, báo cáo UBND tỉnh để báo cáo Ban Thi đua - Khen thưởng Trung ương',
  },
  {
    ...firm,
    clause: 'VI.2.2',
    clauseRaw: 'VI.2, gạch đầu dòng 2',
    anchor: 'sơ kết, rút kinh nghiệm và tổng kết',
    kinds: ['FINAL_REVIEW'],
    when: '2025',
    bound: 'WITHIN',
    body: homeAffairs,
    text: 'Tham mưu UBND tỉnh tổng kết Phong trào (và sơ kết, không nêu năm riêng)',
  },
  {
    ...firm,
    clause: 'VI.3',
    clauseRaw: 'VI.3',
    anchor: 'Định kỳ, chậm nhất ngày 25/11 hàng năm',
    kinds: ['REPORT_DUE'],
    when: '--11-25',
    bound: 'BY',
    body: 'Các sở, ban, ngành, UBND các huyện, thị xã, thành phố',
    text: 'Gửi Sở Nội vụ báo cáo kết quả thực hiện Phong trào để tổng hợp, báo cáo UBND tỉnh',
  },
];

const unify = {
  clause: 'VI.1',
  clauseRaw: 'VI.1',
  anchor: 'thống nhất các nội dung và biện pháp',
  role: 'COORDINATE' as const,
  duty: 'Thống nhất nội dung, biện pháp triển khai hiệu quả Phong trào',
};
const lead = {
  clause: 'VI.2.1',
  clauseRaw: 'VI.2, gạch đầu dòng 1',
  anchor: 'Chủ trì, phối hợp Sở Lao động -',
};
const advise = { clause: 'VI.2.2', clauseRaw: 'VI.2, gạch đầu dòng 2' };
const ownPlan = {
  clause: 'VI.3',
  clauseRaw: 'VI.3',
  anchor: 'căn cứ Kế hoạch tổ chức Phong trào',
  role: 'CARRY_OUT' as const,
  duty: 'Lập kế hoạch, triển khai; xây dựng điển hình; đăng ký danh hiệu, hình thức khen; kiểm tra, biểu dương; báo cáo Sở Nội vụ chậm nhất 25/11 hằng năm',
};
const grassroots = { clause: 'VI.4', clauseRaw: 'VI.4', anchor: 'UBND cấp huyện chỉ đạo UBND cấp xã' };
const mobilise = {
  clause: 'VI.5',
  clauseRaw: 'VI.5',
  anchor: 'phối hợp chặt chẽ với chính quyền các',
  role: 'COORDINATE' as const,
  duty: 'Cùng chính quyền các cấp vận động hội viên và Nhân dân hưởng ứng, thực hiện Phong trào',
};
const publicise = {
  clause: 'VI.6',
  clauseRaw: 'VI.6',
  anchor: 'Sở Thông tin và Truyền thông phối hợp',
  role: 'COORDINATE' as const,
  duty: 'Tuyên truyền, thông tin, nêu gương điển hình tiên tiến trong Phong trào',
};
const closing = {
  clause: 'VI.7',
  clauseRaw: 'VI, đoạn cuối',
  anchor: 'phản ánh bằng văn bản về Sở Nội',
  role: 'CARRY_OUT' as const,
};

/** "chủ trì" is LEAD, "phối hợp" COORDINATE (for both sides where nobody leads); a body only told to act CARRY_OUT. */
export const assignments: AssignmentFacts[] = [
  { ...unify, body: 'Hội đồng Thi đua - Khen thưởng các cấp' },
  { ...unify, body: 'Ban Chỉ đạo Chương trình Mục tiêu quốc gia cùng cấp' },
  {
    ...lead,
    body: homeAffairs,
    role: 'LEAD',
    duty: 'Theo dõi, đôn đốc, kiểm tra việc thực hiện Phong trào; hằng năm tổng hợp, báo cáo UBND tỉnh',
  },
  {
    ...lead,
    body: 'Sở Lao động - Thương binh và Xã hội',
    role: 'COORDINATE',
    duty: 'Phối hợp theo dõi, đôn đốc, kiểm tra việc thực hiện Phong trào',
  },
  {
    ...advise,
    anchor: 'Tham mưu UBND tỉnh tiến hành sơ kết,',
    body: homeAffairs,
    role: 'CARRY_OUT',
    duty: 'Tham mưu sơ kết, tổng kết; hướng dẫn, phối hợp chọn tập thể, cá nhân, hộ gia đình tiêu biểu trình khen thưởng',
  },
  {
    ...advise,
    anchor: 'phối hợp với các sở, ban, ngành liên',
    body: 'Các sở, ban, ngành liên quan',
    role: 'COORDINATE',
    duty: 'Phối hợp tham mưu chọn tập thể, cá nhân, hộ gia đình tiêu biểu trình khen thưởng',
  },
  { ...ownPlan, body: 'Các sở, ban, ngành' },
  { ...ownPlan, body: 'UBND các huyện, thị xã, thành phố' },
  {
    ...grassroots,
    body: 'UBND cấp huyện',
    role: 'CARRY_OUT',
    duty: 'Chỉ đạo UBND cấp xã thực hiện Phong trào ở cơ sở; phát hiện điển hình để biểu dương, khen thưởng',
  },
  {
    ...grassroots,
    body: 'UBND cấp xã',
    role: 'COORDINATE',
    duty: 'Phối hợp với đoàn thể, hội quần chúng thực hiện Phong trào ở cơ sở',
  },
  {
    ...grassroots,
    body: 'Các tổ chức đoàn thể, các hội quần chúng',
    role: 'COORDINATE',
    duty: 'Phối hợp với UBND cấp xã thực hiện Phong trào ở cơ sở',
  },
  { ...mobilise, body: 'Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh' },
  { ...mobilise, body: 'Các đoàn thể và các tổ chức xã hội' },
  { ...publicise, body: 'Sở Thông tin và Truyền thông' },
  { ...publicise, body: 'Báo Quảng Bình' },
  { ...publicise, body: 'Đài Phát thanh Truyền hình Quảng Bình' },
  { ...publicise, body: 'Các cơ quan truyền thông trên địa bàn tỉnh' },
  {
    ...closing,
    body: 'Các cơ quan, đơn vị, địa phương',
    duty: 'Phản ánh vấn đề phát sinh, khó khăn bằng văn bản về Sở Nội vụ',
  },
  { ...closing, body: homeAffairs, duty: 'Kịp thời báo cáo UBND tỉnh xem xét, quyết định các vấn đề được phản ánh' },
];
