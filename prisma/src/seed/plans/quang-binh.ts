import type { PlanFacts } from '../plan-facts.js';
import { numbered } from './numbered.js';
import { criteria } from './quang-binh/criteria.js';
import { documentFlags } from './quang-binh/flags.js';
import { assignments, milestones } from './quang-binh/organisation.js';
import { targets } from './quang-binh/targets.js';

/** Quảng Bình province's plan 123/KH-UBND of 2022-07-08. What follows the signature is not part of the document. */
export const quangBinh: PlanFacts = {
  key: 'quang-binh-123-2022',
  tenant: 'quang-binh',
  movement: 'VNN-2021-2025',
  title:
    'Tổ chức thực hiện Phong trào thi đua “Vì người nghèo – Không để ai bị bỏ lại phía sau” trên địa bàn tỉnh, giai đoạn 2021 - 2025',
  status: 'ISSUED',
  visibility: 'LINE',
  periodFrom: 2021,
  periodTo: 2025,
  document: {
    type: 'KẾ HOẠCH',
    number: '123',
    symbol: 'KH-UBND',
    raw: 'Số: 123 /KH-UBND',
    issuedOn: '2022-07-08',
    place: 'Quảng Bình',
    issuer: 'Ủy ban nhân dân tỉnh Quảng Bình',
    signer: { name: 'Trần Thắng', position: 'CHỦ TỊCH', onBehalfOf: 'TM ỦY BAN NHÂN DÂN', actingFor: null },
    flags: documentFlags,
  },
  legalBases: [
    {
      number: '90/QĐ-TTg',
      issuedOn: '2022-01-18',
      issuer: 'Thủ tướng Chính phủ',
      title: 'phê duyệt Chương trình mục tiêu quốc gia giảm nghèo bền vững',
      relation: 'BASED_ON',
      anchor: 'Căn cứ Quyết định số 90/QĐ-TTg ngày 18/01/2022',
    },
    {
      number: '666/QĐ-TTg',
      issuedOn: '2022-06-02',
      issuer: 'Thủ tướng Chính phủ',
      title:
        'ban hành Kế hoạch tổ chức thực hiện Phong trào thi đua “Vì người nghèo - Không để ai bị bỏ lại phía sau” giai đoạn 2021 - 2025',
      relation: 'BASED_ON',
      anchor: 'Quyết định số 666/QĐ-TTg ngày 02/6/2022 của Thủ',
      plan: 'trung-uong-666-2022',
    },
    {
      number: '788/KH-UBND',
      issuedOn: '2022-05-12',
      issuer: 'UBND tỉnh',
      title:
        'thực hiện Chương trình mục tiêu quốc gia giảm nghèo bền vững giai đoạn 2021 - 2025 trên địa bàn tỉnh Quảng Bình',
      relation: 'BASED_ON',
      anchor: 'Kế hoạch số 788/KH-UBND ngày 12/5/2022 của UBND',
    },
  ],
  objectives: [
    {
      clause: 'I.1.a',
      clauseRaw: 'I.1.a)',
      anchor: 'Bám sát mục tiêu, chỉ tiêu, nội dung,',
      text: 'Bám sát Chương trình mục tiêu quốc gia giảm nghèo bền vững; phát huy sức mạnh hệ thống chính trị, khơi dậy ý chí tự lực thoát nghèo.',
    },
    {
      clause: 'I.1.b',
      clauseRaw: 'I.1.b)',
      anchor: 'Vận động các tầng lớp Nhân dân, các',
      text: 'Vận động Nhân dân, cơ quan, địa phương, doanh nghiệp chủ động giảm nghèo bền vững gắn với xây dựng nông thôn mới.',
    },
    {
      clause: 'I.1.c',
      clauseRaw: 'I.1.c)',
      anchor: 'Tổ chức Phong trào thi đua thiết thực,',
      text: 'Thi đua thiết thực để hoàn thành, vượt các chỉ tiêu giảm nghèo chủ yếu của Chương trình và của tỉnh.',
    },
  ],
  requirements: [
    {
      clause: 'I.2.a',
      clauseRaw: 'I.2, “- a)”',
      anchor: 'tiếp tục là nòng cốt trong các phong',
      text: 'Phong trào là nòng cốt thi đua ở sở, ngành, đoàn thể, huyện, xã, cụm, khối; kết quả gắn với nhiệm vụ chính trị và bình xét thi đua hằng năm.',
    },
    {
      clause: 'I.2.b',
      clauseRaw: 'I.2, “- b)”',
      anchor: 'tránh chạy theo thành tích và phù hợp',
      text: 'Triển khai sâu rộng, tiết kiệm, thực chất, không chạy theo thành tích; phát huy tự nguyện và nguồn lực của Nhân dân.',
    },
    {
      clause: 'I.2.c',
      clauseRaw: 'I.2.c)',
      anchor: 'Kịp thời phát hiện, bồi dưỡng, nhân rộng',
      text: 'Kịp thời phát hiện, nhân rộng điển hình, sáng kiến, mô hình; khen thưởng tập thể, cá nhân, hộ gia đình tiêu biểu.',
    },
  ],
  contents: [
    {
      clause: 'II.1',
      clauseRaw: 'II.1',
      anchor: 'Thi đua phát huy sáng kiến, đề xuất',
      text: 'Phát huy sáng kiến, trách nhiệm vì người nghèo; huy động tập thể, cá nhân, doanh nghiệp, hợp tác xã trong và ngoài tỉnh góp sức giảm nghèo bền vững.',
    },
    {
      clause: 'II.2',
      clauseRaw: 'II.2',
      anchor: 'Tập trung vào các hoạt động nghiên cứu,',
      text: 'Sở, ngành, Mặt trận, đoàn thể: đổi mới tuyên truyền, vận động và tham mưu, thực hiện cơ chế, chính sách giảm nghèo.',
    },
    {
      clause: 'II.3',
      clauseRaw: 'II.3',
      anchor: 'căn cứ tình hình thực tế xây dựng',
      text: 'Huyện, xã lập lộ trình, giải pháp, nguồn lực giúp hộ nghèo, cận nghèo thoát nghèo, hạn chế tái nghèo, gắn với nông thôn mới.',
    },
    {
      clause: 'II.4',
      clauseRaw: 'II.4',
      anchor: 'Thôn, bản, tổ dân phố, cộng đồng dân',
      text: 'Thôn, bản, tổ dân phố đoàn kết giúp nhau giảm nghèo, tạo việc làm cho người nghèo.',
    },
    {
      clause: 'II.5',
      clauseRaw: 'II.5',
      anchor: 'Hộ gia đình thi đua vượt khó vươn',
      text: 'Hộ gia đình vượt khó thoát nghèo và giúp hộ khác.',
    },
  ],
  solutions: [
    {
      clause: 'III.1',
      clauseRaw: 'III.1',
      anchor: 'tập trung thi đua nghiên cứu, hoàn thiện',
      text: 'Sở, ngành, Mặt trận, đoàn thể: tăng lãnh đạo và trách nhiệm người đứng đầu; hoàn thiện chính sách có điều kiện, tín dụng, trợ giúp; khuyến khích doanh nghiệp, hợp tác xã liên kết; huy động nguồn lực.',
    },
    {
      clause: 'III.2',
      clauseRaw: 'III.2',
      anchor: 'giảm nghèo theo đặc thù của địa phương,',
      text: 'UBND huyện, xã: giải pháp theo đặc thù, nguồn lực cho xã nghèo, địa bàn nghèo; nhân rộng mô hình; gắn với phong trào nông thôn mới.',
    },
    {
      clause: 'III.3',
      clauseRaw: 'III.3',
      anchor: 'chủ động tham gia giám sát tổ chức',
      text: 'Mặt trận, đoàn thể: tuyên truyền, vận động, giám sát; cuộc vận động “Vì người nghèo”.',
    },
    {
      clause: 'III.4',
      clauseRaw: 'III.4',
      anchor: 'thi đua giúp đỡ các huyện nghèo, xã',
      text: 'Vận động doanh nghiệp, cán bộ, người lao động giúp huyện nghèo, xã nghèo, thôn bản đặc biệt khó khăn; hộ khá giúp hộ nghèo.',
    },
  ],
  priorityGroups: [],
  eligibleSubjects: [
    {
      clause: 'IV.2.b',
      clauseRaw: 'IV.2.b)',
      anchor: 'các tập thể, gia đình và cá nhân',
      text: 'Tập thể, gia đình và cá nhân tiêu biểu, xuất sắc trong Phong trào.',
    },
  ],
  targets,
  criteria,
  milestones,
  assignments,
  // "Báo cáo" stands in a broken table cell beside an unknown number of these; only "Lưu" tells a role for certain.
  recipients: [
    { name: 'Ban TĐKT TW', role: null },
    { name: 'Thường trực Tỉnh ủy', role: null },
    { name: 'Thường trực HĐND tỉnh', role: null },
    { name: 'Chủ tịch, các PCT UBND tỉnh', role: null },
    { name: 'Ủy ban MTTQVN tỉnh', role: null },
    { name: 'Đoàn ĐBQH tỉnh', role: null },
    { name: 'Các thành viên Hội đồng TĐKT tỉnh', role: null },
    { name: 'Các sở, ban, ngành, đoàn thể cấp tỉnh', role: null },
    { name: 'Các đơn vị thuộc Khối thi đua tỉnh', role: null },
    { name: 'UBND các huyện, TX, TP', role: null },
    { name: 'Báo QB, Đài Phát thanh và Truyền hình QB', role: null },
    { name: 'Cổng Thông tin điện tử tỉnh', role: null },
    { name: 'VT', role: 'ARCHIVE' },
    { name: 'NCVX', role: 'ARCHIVE' },
  ],
  // The document ties none of them to an occasion, nor the merit letter and the order to a level.
  awardForms: numbered('IV.2.a', 'IV.2.a)', [
    {
      anchor: 'Huân chương Lao động',
      form: 'LABOUR_ORDER',
      text: 'Huân chương Lao động',
      level: null,
      condition: null,
      occasions: [],
    },
    {
      anchor: 'Bằng khen của Thủ tướng Chính phủ',
      form: 'PRIME_MINISTER_CERTIFICATE',
      text: 'Bằng khen của Thủ tướng Chính phủ',
      level: 'Thủ tướng Chính phủ',
      condition: null,
      occasions: [],
    },
    {
      anchor: 'Bằng khen của Chủ tịch Ủy ban nhân',
      form: 'PROVINCIAL_CERTIFICATE',
      text: 'Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh',
      level: 'tỉnh',
      condition: null,
      occasions: [],
    },
    { anchor: 'Giấy khen', form: 'MERIT_LETTER', text: 'Giấy khen', level: null, condition: null, occasions: [] },
  ]),
  annexes: [],
};
