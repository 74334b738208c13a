import type { PlanFacts } from '../plan-facts.js';
import { criteria } from './ban-dan-toc/criteria.js';
import { assignments, awardForms, milestones } from './ban-dan-toc/organisation.js';
import { numbered } from './numbered.js';

/**
 * Ban Dân tộc Cao Bằng's plan of 2022-09-30, whose number was left blank: an agency without territory, so no targets.
 *
 * Two different directives bear the number 05: the Secretariat's 05-CT/TW (2021), cited here as what 92-KH/TU carries
 * out, and the 05/CT-UBND (2017) of Bắc Giang's provincial chair in Bắc Giang city's plan.
 */
export const banDanToc: PlanFacts = {
  key: 'ban-dan-toc-cao-bang-2022',
  tenant: 'ban-dan-toc-cao-bang',
  movement: 'VNN-2021-2025',
  title: 'Thực hiện Phong trào thi đua “Vì người nghèo - Không để ai bị bỏ lại phía sau” giai đoạn 2021 - 2025',
  status: 'ISSUED',
  visibility: 'LINE',
  periodFrom: 2021,
  periodTo: 2025,
  document: {
    type: 'KẾ HOẠCH',
    number: null,
    symbol: 'KH-BDT',
    raw: 'Số: /KH-BDT',
    issuedOn: '2022-09-30',
    place: 'Cao Bằng',
    issuer: 'Ban Dân tộc tỉnh Cao Bằng',
    signer: { name: 'Hà Văn Vui', position: 'PHÓ TRƯỞNG BAN', onBehalfOf: null, actingFor: 'KT. TRƯỞNG BAN' },
    flags: [
      { code: 'NUMBER_MISSING', explanation: 'Dòng số để trống trước ký hiệu: “Số: /KH-BDT”.' },
      {
        code: 'WORDING_AMBIGUOUS',
        explanation:
          'III.3.2 viện dẫn “tiêu chí khen thưởng quy định tại Khoản 2 Mục III”, nhưng khoản 2 có tên “Tiêu chí thi đua”; hiểu là các tiêu chí thi đua ở khoản đó.',
      },
      {
        code: 'WORDING_AMBIGUOUS',
        explanation:
          'III.1.a xếp hộ gia đình nghèo, cận nghèo, mới thoát nghèo vào “tập thể”; giữ như văn bản, dù nơi khác xếp hộ cùng cá nhân.',
      },
      {
        code: 'FORM_MISSING',
        explanation:
          'III.3.1: khen thưởng từ cấp tỉnh trở lên chỉ ghi theo quy định của pháp luật, không nêu hình thức.',
      },
      {
        code: 'LAYOUT',
        explanation:
          'Câu ở I.2 (gạch đầu dòng 1) và III.2.a (gạch đầu dòng 1) bị ngắt trang; không có tên cơ quan và quốc hiệu ở đầu văn bản.',
      },
    ],
  },
  legalBases: [
    {
      number: '92-KH/TU',
      issuedOn: '2021-11-08',
      issuer: 'Tỉnh ủy Cao Bằng',
      title:
        'thực hiện Chỉ thị số 05-CT/TW ngày 23/6/2021 của Ban Bí thư về tăng cường sự lãnh đạo của Đảng đối với công tác giảm nghèo bền vững đến năm 2030',
      relation: 'BASED_ON',
      anchor: 'Căn cứ Kế hoạch số 92-KH/TU ngày 08/11/2021',
    },
    {
      // Not a basis of this plan itself: it is what 92-KH/TU carries out.
      number: '05-CT/TW',
      issuedOn: '2021-06-23',
      issuer: 'Ban Bí thư',
      title: 'tăng cường sự lãnh đạo của Đảng đối với công tác giảm nghèo bền vững đến năm 2030',
      relation: 'REFERS_TO',
      anchor: 'Chỉ thị số 05-CT/TW ngày 23/6/2021 của Ban',
    },
    {
      number: '2451/KH-UBND',
      issuedOn: '2022-09-26',
      issuer: 'UBND tỉnh Cao Bằng',
      title:
        'thực hiện Phong trào thi đua “Vì người nghèo - Không để ai bị bỏ lại phía sau” giai đoạn 2021 - 2025 trên địa bàn tỉnh Cao Bằng',
      relation: 'BASED_ON',
      anchor: 'Kế hoạch số 2451/KH-UBND ngày 26/9/2022 của UBND',
    },
  ],
  objectives: numbered('I.1', 'I.1', [
    {
      anchor: 'Đẩy mạnh công tác tuyên truyền, phổ biến',
      text: 'Tuyên truyền chủ trương, chính sách giảm nghèo, việc làm; nâng nhận thức, tạo khí thế thi đua trong cơ quan.',
    },
    {
      anchor: 'Cụ thể hóa việc triển khai các nội',
      text: 'Cụ thể hóa, nâng chất lượng và tổ chức Phong trào thiết thực, hiệu quả.',
    },
    {
      anchor: 'Tạo sự chuyển biến mạnh mẽ về nhận',
      text: 'Chuyển biến nhận thức, trách nhiệm của công chức, người lao động Ban với giảm nghèo bền vững.',
    },
  ]),
  requirements: numbered('I.2', 'I.2', [
    {
      anchor: 'Phong trào thi đua được triển khai sâu',
      text: 'Triển khai sâu rộng, đa dạng, sát điều kiện cơ quan và đối tượng thụ hưởng; phát huy sáng kiến.',
    },
    {
      anchor: 'phải trở thành nhiệm vụ trọng tâm, thường',
      text: 'Phong trào là nhiệm vụ trọng tâm, thường xuyên trong thi đua của Ban.',
    },
    {
      anchor: 'Kịp thời phát hiện, bồi dưỡng, nhân rộng',
      text: 'Kịp thời phát hiện, nhân rộng điển hình, sáng kiến, mô hình; khen thưởng tập thể, cá nhân tiêu biểu.',
    },
  ]),
  contents: [
    {
      clause: 'II.1',
      clauseRaw: 'II.1',
      anchor: 'nhân tháng cao điểm “Vì người nghèo” hằng',
      text: 'Tuyên truyền, vận động công chức, người lao động tham gia phong trào; cuộc vận động “Vì người nghèo” trong tháng cao điểm hằng năm.',
    },
    {
      clause: 'II.2',
      clauseRaw: 'II.2',
      anchor: 'Nghiên cứu, phát huy sáng kiến, đề xuất',
      text: 'Phát huy sáng kiến, đề xuất giải pháp giảm nghèo phù hợp đặc thù địa phương.',
    },
    {
      clause: 'II.3',
      clauseRaw: 'II.3',
      anchor: 'Đẩy mạnh công tác vận động, huy động',
      text: 'Vận động doanh nghiệp, tổ chức, cá nhân góp công sức, trí tuệ, của cải giúp người nghèo.',
    },
    {
      clause: 'II.4',
      clauseRaw: 'II.4',
      anchor: 'Biểu dương, nhân rộng các điển hình tiên',
      text: 'Biểu dương, nhân rộng điển hình để nâng nhận thức về lợi ích lâu dài của Phong trào.',
    },
  ],
  solutions: [],
  priorityGroups: [],
  eligibleSubjects: [
    {
      clause: 'III.1.a',
      clauseRaw: 'III.1.a)',
      anchor: 'Tập thể: Các phòng chuyên môn có đóng',
      text: 'Tập thể: phòng chuyên môn có đóng góp vì mục tiêu giảm nghèo của tỉnh; hộ gia đình nghèo, cận nghèo, mới thoát nghèo (hộ gia đình xếp cùng tập thể).',
    },
    {
      clause: 'III.1.b',
      clauseRaw: 'III.1.b)',
      anchor: 'Cá nhân: Công chức, người lao động có',
      text: 'Cá nhân: công chức, người lao động có đóng góp vì mục tiêu giảm nghèo của tỉnh.',
    },
  ],
  targets: [],
  criteria,
  milestones,
  assignments,
  // No role is marked beside a recipient; only "Lưu" tells one.
  recipients: [
    { name: 'UBND tỉnh', role: null },
    { name: 'Ban Thi đua Khen thưởng tỉnh, Sở Nội vụ', role: null },
    { name: 'Khối thi đua các cơ quan TMTH', role: null },
    { name: 'Lãnh đạo Ban', role: null },
    { name: 'Các phòng chuyên môn', role: null },
    { name: 'VT', role: 'ARCHIVE' },
    { name: 'TĐKT', role: 'ARCHIVE' },
  ],
  awardForms,
  annexes: [],
};
