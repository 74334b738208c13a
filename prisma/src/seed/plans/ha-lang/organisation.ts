import type { AssignmentFacts, MilestoneFacts } from '../../plan-facts.js';

const labour = 'Phòng Lao động, Thương binh và Xã hội';

/** The only step with a time; the interim and final reviews of 4.4 have none, and so are duties only. */
export const milestones: MilestoneFacts[] = [
  {
    clause: '4.4',
    clauseRaw: '4.4',
    anchor: 'Hàng năm chủ trì tổ chức đánh giá',
    kinds: ['AWARDING'],
    when: '--',
    bound: 'WITHIN',
    tentative: false,
    body: labour,
    text: 'Đánh giá kết quả, thẩm định và trình khen thưởng',
  },
];

const carryOut = { role: 'CARRY_OUT' as const };
const rollOut = {
  clause: '4.4',
  clauseRaw: '4.4',
  anchor: 'có trách nhiệm chủ trì, phối hợp với',
};
const partner = {
  ...rollOut,
  role: 'COORDINATE' as const,
  duty: 'Phối hợp triển khai phong trào đến đối tượng thi đua, hướng dẫn khen thưởng',
};
const mobilise = {
  ...carryOut,
  clause: '4.5',
  clauseRaw: '4.5',
  anchor: 'tổ chức vận động nhân dân, hội viên',
  duty: 'Vận động nhân dân, hội viên tham gia giảm nghèo; phát động giúp đỡ hộ nghèo; đẩy mạnh “Ngày vì người nghèo”, kêu gọi ủng hộ',
};

/** "cơ quan thường trực" is STANDING, "chủ trì" LEAD, the bodies led with "phối hợp" COORDINATE, the rest CARRY_OUT. */
export const assignments: AssignmentFacts[] = [
  {
    ...carryOut,
    clause: '4.1',
    clauseRaw: '4.1',
    anchor: 'có trách nhiệm chỉ đạo triển khai thực',
    body: 'Các cơ quan, đơn vị, Ủy ban nhân dân các xã, thị trấn',
    duty: 'Chỉ đạo triển khai phong trào; tuyên truyền, giáo dục, chuyển biến nhận thức để cùng chung tay vì người nghèo',
  },
  {
    ...carryOut,
    clause: '4.2',
    clauseRaw: '4.2',
    anchor: 'Đài truyền thanh, truyền hình huyện đẩy mạnh',
    body: 'Đài truyền thanh, truyền hình huyện',
    duty: 'Tuyên truyền phong trào thực hiện Chương trình giảm nghèo bền vững của huyện 2016-2020; nêu gương điển hình thoát nghèo',
  },
  {
    ...carryOut,
    clause: '4.3',
    clauseRaw: '4.3',
    anchor: 'các cấp đề cao trách nhiệm trong chỉ',
    body: 'Hội đồng Thi đua, Khen thưởng các cấp',
    duty: 'Chỉ đạo phong trào và khen thưởng; kiểm tra, đôn đốc; tham mưu khen thưởng theo thẩm quyền, đề nghị cấp trên khen thưởng',
  },
  {
    clause: '4.4',
    clauseRaw: '4.4',
    anchor: 'Xã hội là cơ quan thường trực, có',
    body: labour,
    role: 'STANDING',
    duty: 'Là cơ quan thường trực của phong trào',
  },
  {
    ...rollOut,
    body: labour,
    role: 'LEAD',
    duty: 'Chủ trì triển khai phong trào đến đối tượng thi đua, hướng dẫn khen thưởng',
  },
  { ...partner, body: 'phòng Nội vụ' },
  { ...partner, body: 'Hội đồng Thi đua, Khen thưởng các đơn vị có liên quan' },
  {
    clause: '4.4',
    clauseRaw: '4.4',
    anchor: 'Hàng năm chủ trì tổ chức đánh giá',
    body: labour,
    role: 'LEAD',
    duty: 'Hằng năm đánh giá kết quả, thẩm định và trình khen thưởng',
  },
  {
    ...carryOut,
    clause: '4.4',
    clauseRaw: '4.4',
    anchor: 'tổng hợp, báo cáo sơ kết, tổng kết',
    body: labour,
    duty: 'Tổng hợp, báo cáo sơ kết, tổng kết và kết quả khen thưởng toàn huyện',
  },
  { ...mobilise, body: 'Ủy ban Mặt trận Tổ quốc Việt Nam huyện Hạ Lang' },
  { ...mobilise, body: 'các tổ chức đoàn thể chính trị - xã hội' },
  {
    ...carryOut,
    clause: '4.6',
    clauseRaw: '4, đoạn cuối',
    anchor: 'kêu gọi toàn thể các cơ quan, ban',
    body: 'các cơ quan, ban, ngành, đoàn thể, các cán bộ, công nhân viên chức trong toàn huyện',
    duty: 'Thực hiện hiệu quả phong trào, tương thân, tương ái giúp đỡ người nghèo (lời kêu gọi của lãnh đạo huyện)',
  },
];
