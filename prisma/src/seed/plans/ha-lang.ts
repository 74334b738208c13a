import type { PlanFacts } from '../plan-facts.js';
import { assignments, milestones } from './ha-lang/organisation.js';
import { targets } from './ha-lang/targets.js';
import { numbered } from './numbered.js';

/**
 * Hạ Lang district's launch ("phát động") 393/PD-UBND of 2017-11-09.
 *
 * It states no criterion, no award form, no eligible subject and no period; its sections count from 1, without a Roman
 * number above them.
 */
export const haLang: PlanFacts = {
  key: 'ha-lang-393-2017',
  tenant: 'ha-lang',
  movement: 'CCCT-2016-2020',
  title: 'Phong trào thi đua "Hạ Lang chung tay vì người nghèo - Không để ai bị bỏ lại phía sau"',
  status: 'ISSUED',
  visibility: 'LINE',
  periodFrom: null,
  periodTo: null,
  document: {
    type: 'PHÁT ĐỘNG',
    number: '393',
    symbol: 'PD-UBND',
    raw: 'Số: 393 /PD-UBND',
    issuedOn: '2017-11-09',
    place: 'Hạ Lang',
    // The text names the chair as the one who launches, and the signature has no "TM.".
    issuer: 'Chủ tịch Ủy ban nhân dân huyện Hạ Lang',
    signer: { name: 'Đoàn Quốc Chính', position: 'CHỦ TỊCH', onBehalfOf: null, actingFor: null },
    flags: [
      {
        code: 'PERIOD_MISSING',
        explanation:
          'Văn bản không nêu thời gian của phong trào. “2016 - 2020” ở mục 2 là giai đoạn của chuẩn nghèo, ở 4.2 là của Chương trình giảm nghèo; “hết năm 2020” chỉ gắn với thu nhập. Giai đoạn để trống.',
      },
      {
        code: 'FORM_MISSING',
        explanation: 'Không nêu hình thức khen thưởng; 4.3 và 4.4 chỉ nói khen thưởng theo thẩm quyền, theo quy định.',
      },
      {
        code: 'WORDING_AMBIGUOUS',
        explanation:
          'Mục 2: “4%/năm”, “5%/năm” của một tỷ lệ được hiểu là điểm phần trăm một năm; không nêu năm đầu, năm cuối.',
      },
      {
        code: 'WORDING_AMBIGUOUS',
        explanation:
          'Mục 2: “tăng 1,5 đến 2 lần so với cuối năm 2015” được hiểu là bằng 1,5 đến 2 lần mức cuối năm 2015, không phải tăng thêm 1,5 đến 2 lần.',
      },
      {
        code: 'WORDING_AMBIGUOUS',
        explanation:
          '4.4: “Hội đồng Thi đua, Khen thưởng các đơn vị có liên quan” có thể là hội đồng của các đơn vị, hoặc hội đồng và các đơn vị (thiếu dấu phẩy); giữ như bản in.',
      },
      {
        code: 'LAYOUT',
        explanation:
          'Loại văn bản in là “PHÁT ĐỘNG”, không thuộc các loại của Nghị định 30/2020/NĐ-CP (ra sau văn bản này); ngày in “ngày 9”, không có số 0 đứng trước.',
      },
      {
        code: 'LAYOUT',
        explanation:
          'Câu ở mục 2 (gạch đầu dòng 1), 3.4 và 4.5 bị ngắt trang; không có tên cơ quan và quốc hiệu ở đầu văn bản.',
      },
    ],
  },
  legalBases: [
    {
      // A movement, cited without the document that launched it.
      number: null,
      issuedOn: null,
      issuer: 'Ủy ban nhân dân tỉnh Cao Bằng',
      title: 'phong trào thi đua "Cao Bằng chung tay vì người nghèo - Không để ai bị bỏ lại phía sau"',
      relation: 'IMPLEMENTS',
      anchor: 'Hưởng ứng phong trào thi đua "Cao Bằng',
    },
  ],
  objectives: numbered(
    '1',
    '1',
    [
      {
        anchor: 'Thông qua phong trào thi đua nhằm phát',
        text: 'Phát huy sức mạnh hệ thống chính trị; giảm nghèo bền vững, hạn chế tái nghèo; tăng thu nhập ở địa bàn khó khăn, đặc biệt khó khăn; giúp người nghèo tiếp cận dịch vụ xã hội cơ bản.',
      },
    ],
    'đoạn',
  ),
  requirements: [],
  contents: [
    {
      clause: '3.1',
      clauseRaw: '3.1',
      anchor: 'Tăng cường sự lãnh đạo của các cấp',
      text: 'Tăng cường lãnh đạo của cấp ủy, chính quyền, hệ thống chính trị; xây dựng văn bản chỉ đạo, điều hành giảm nghèo.',
    },
    {
      clause: '3.2',
      clauseRaw: '3.2',
      anchor: 'Đẩy mạnh công tác tuyên truyền, giáo dục',
      text: 'Tuyên truyền về nghèo đa chiều và chính sách giảm nghèo, khơi dậy ý chí vươn lên; nêu gương thoát nghèo, phê phán lợi dụng, ỷ lại.',
    },
    ...numbered(
      '3.3',
      '3.3',
      [
        {
          anchor: 'Đẩy mạnh hoạt động hỗ trợ cho người',
          text: 'Hỗ trợ người nghèo, hộ cận nghèo, ưu tiên đồng bào dân tộc thiểu số, nhất là vùng đặc biệt khó khăn, qua chính sách hiện hành và Chương trình mục tiêu quốc gia.',
        },
        {
          anchor: 'Tập trung huy động các nguồn lực hỗ',
          text: 'Huy động nguồn lực giảm nghèo, ưu tiên ba nhóm hỗ trợ.',
        },
        {
          anchor: 'Đẩy mạnh chuyển giao khoa học, kỹ thuật',
          text: 'Chuyển giao khoa học, kỹ thuật để người nghèo làm ra sản phẩm có chất lượng, tăng thu nhập.',
        },
      ],
      'đoạn',
    ),
    {
      clause: '3.4',
      clauseRaw: '3.4',
      anchor: 'Nâng cao vai trò, trách nhiệm của các',
      text: 'Nâng trách nhiệm của ngành, cấp, đoàn thể, doanh nghiệp; phân công giúp hộ nghèo, ưu tiên hộ đăng ký thoát nghèo.',
    },
    {
      clause: '3.5',
      clauseRaw: '3.5',
      anchor: 'Tích cực xã hội hóa trong công tác',
      text: 'Xã hội hóa giảm nghèo, thu hút mọi tầng lớp dân cư tham gia giúp người nghèo.',
    },
    {
      clause: '3.6',
      clauseRaw: '3.6',
      anchor: 'Tăng cường công tác kiểm tra, giám sát',
      text: 'Kiểm tra, giám sát, đánh giá gắn với sơ kết, tổng kết; coi trọng cơ sở và sự giám sát của người dân.',
    },
  ],
  solutions: [],
  // "ưu tiên 3 nhóm hỗ trợ gồm": three groups of support in one sentence.
  priorityGroups: numbered(
    '3.3.2',
    '3.3, đoạn 2',
    [
      {
        anchor: 'Hỗ trợ phát triển sản xuất, tạo việc',
        text: 'Phát triển sản xuất, tạo việc làm, nâng thu nhập cho hộ nghèo.',
      },
      {
        anchor: 'nâng cao năng lực cho cộng đồng và',
        text: 'Nâng năng lực cộng đồng, cán bộ cơ sở ở xã, xóm đặc biệt khó khăn, biên giới.',
      },
      {
        anchor: 'hỗ trợ hiệu quả cho người nghèo tiếp',
        text: 'Giúp người nghèo tiếp cận dịch vụ xã hội cơ bản, ưu tiên chiều thiếu hụt: nhà ở, giáo dục, y tế, thông tin, nước sạch.',
      },
    ],
    'vế',
  ),
  eligibleSubjects: [],
  targets,
  criteria: [],
  milestones,
  assignments,
  // No role is marked beside a recipient; only "Lưu" tells one.
  recipients: [
    { name: 'Ban TĐKT tỉnh', role: null },
    { name: 'TT Huyện ủy, TT HĐND huyện', role: null },
    { name: 'CT, các PCT UBND huyện', role: null },
    { name: 'Các cơ quan, ban ngành, đoàn thể huyện', role: null },
    { name: 'UBND các xã, thị trấn', role: null },
    { name: 'VT', role: 'ARCHIVE' },
    { name: 'NV', role: 'ARCHIVE' },
  ],
  awardForms: [],
  annexes: [],
};
