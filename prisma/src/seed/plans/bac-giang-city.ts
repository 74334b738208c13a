import type { PlanFacts } from '../plan-facts.js';
import { criteria } from './bac-giang-city/criteria.js';
import { assignments, awardForms, milestones, recipients } from './bac-giang-city/organisation.js';
import { cityPlan } from './bac-giang-city/rules.js';
import { targets } from './bac-giang-city/targets.js';
import { numbered } from './numbered.js';

/**
 * Bắc Giang city's plan for 2017–2020, which bears neither a number nor a date.
 *
 * The directive it follows, 05/CT-UBND of the provincial chair (2017), is not the 05-CT/TW of the Party's Secretariat
 * (2021) that Ban Dân tộc's plan cites: a number alone identifies no document.
 */
export const bacGiangCity: PlanFacts = {
  key: 'tp-bac-giang-2017',
  tenant: 'tp-bac-giang',
  movement: 'CCCT-2016-2020',
  title:
    'Tổ chức phát động phong trào thi đua “Bắc Giang chung tay vì người nghèo - Không để ai bị bỏ lại phía sau” giai đoạn 2017 - 2020',
  status: 'ISSUED',
  visibility: 'LINE',
  periodFrom: 2017,
  periodTo: 2020,
  document: {
    type: 'KẾ HOẠCH',
    number: null,
    symbol: null,
    raw: null,
    issuedOn: null,
    place: null,
    issuer: 'UBND thành phố Bắc Giang',
    signer: { name: 'Nguyễn Tiến Dũng', position: 'PHÓ CHỦ TỊCH', onBehalfOf: null, actingFor: 'KT. CHỦ TỊCH' },
    flags: [
      { code: 'NUMBER_MISSING', explanation: 'Văn bản không có dòng số, ký hiệu; để trống, không suy đoán.' },
      {
        code: 'DATE_MISSING',
        explanation:
          'Văn bản không có địa danh, ngày tháng ban hành; chỉ biết là sau Chỉ thị 05/CT-UBND ngày 27/9/2017 mà văn bản viện dẫn.',
      },
      {
        code: 'NUMBERING_MISMATCH',
        explanation:
          'III.2 đánh số các nhóm là 1.1 đến 1.6 thay vì 2.1 đến 2.6; đánh số chuẩn hóa là III.2.1 đến III.2.6. Mục I gồm hai đoạn không đánh số, ghi là I.1 (mục đích) và I.2 (yêu cầu).',
      },
      {
        code: 'WORDING_AMBIGUOUS',
        explanation:
          'II.1: “16 phường, xã, không bao gồm các xã mới sáp nhập sau năm 2017” không kể tên; hiểu là 16 phường, xã của thành phố theo danh mục ngày 13/12/2017, cố định về sau.',
      },
      {
        code: 'WORDING_AMBIGUOUS',
        explanation: 'III.2, 1.3: “Giảm hộ nghèo, hộ cận nghèo hàng năm” không nói số hộ hay tỷ lệ; hiểu là số hộ.',
      },
      {
        code: 'FORM_MISSING',
        explanation: 'IV.3.2: khen thưởng cấp tỉnh chỉ ghi “theo hướng dẫn”, không nêu hình thức.',
      },
      { code: 'SPELLING', explanation: 'II.1 in “Số liệu áp dụng dụng đối với”, thừa chữ “dụng”.' },
      { code: 'SPELLING', explanation: 'II.5 in “thu nhập ổn định có người nghèo”; hiểu là “cho người nghèo”.' },
      { code: 'SPELLING', explanation: 'V.3 in “phong trào thi đua trên tại địa bàn thành phố”, thừa một giới từ.' },
      {
        code: 'LAYOUT',
        explanation:
          'Không có tên cơ quan và quốc hiệu ở đầu văn bản: cơ quan ban hành lấy từ đoạn mở đầu. Chữ ký không có dòng TM.',
      },
      {
        code: 'LAYOUT',
        explanation:
          'Nơi nhận in thành hai khối: bản giấy (3 nơi) và “Bản điện tử” (5 nơi); ghi liền nhau theo thứ tự in.',
      },
    ],
  },
  legalBases: [
    {
      number: '05/CT-UBND',
      issuedOn: '2017-09-27',
      issuer: 'Chủ tịch UBND tỉnh Bắc Giang',
      // The text says what it launches, not what it is called.
      title: null,
      relation: 'IMPLEMENTS',
      anchor: 'tại Chỉ thị số 05/CT-UBND ngày 27/9/2017',
    },
    {
      // Whose yearly targets I.1 and III.2 (printed 1.2) are to fulfil; cited without number, day and issuer.
      number: null,
      issuedOn: null,
      issuer: null,
      title: cityPlan,
      relation: 'REFERS_TO',
      anchor: 'theo Kế hoạch thực hiện Chương trình mục',
    },
  ],
  objectives: [
    {
      clause: 'I.1',
      clauseRaw: 'I, đoạn 1',
      anchor: 'Tạo sự chuyển biến mạnh mẽ về nhận',
      text: 'Chuyển biến nhận thức và tạo đồng thuận về giảm nghèo bền vững; hoàn thành chỉ tiêu giảm nghèo hằng năm của thành phố giai đoạn 2017-2020.',
    },
  ],
  requirements: [
    {
      clause: 'I.2',
      clauseRaw: 'I, đoạn 2',
      anchor: 'Phong trào thi đua trở thành nhiệm vụ',
      text: 'Phong trào là nhiệm vụ trọng tâm hằng năm, triển khai sâu rộng từ thành phố đến phường, xã; phát huy người dân, nhất là hộ nghèo, cận nghèo; nhân rộng điển hình, khen thưởng kịp thời.',
    },
  ],
  contents: [
    {
      clause: 'II.1',
      clauseRaw: 'II.1',
      anchor: 'Phát động tập thể, cá nhân, gia đình',
      text: 'Tập thể, cá nhân, gia đình góp công sức, trí tuệ, của cải giúp địa phương giảm nghèo và hộ thoát nghèo.',
    },
    {
      clause: 'II.2',
      clauseRaw: 'II.2',
      anchor: 'tham mưu đề xuất các cơ chế, chính',
      text: 'Cơ quan, đơn vị, Mặt trận, tổ chức chính trị - xã hội: hoạt động thiết thực, đề xuất cơ chế, giải pháp giảm nghèo.',
    },
    {
      clause: 'II.3',
      clauseRaw: 'II.3',
      anchor: 'Phát động và thực hiện xã hội hóa',
      text: 'Xã hội hóa: tổ chức kinh tế, lực lượng vũ trang hỗ trợ địa phương, đỡ đầu hộ nghèo.',
    },
    {
      clause: 'II.4',
      clauseRaw: 'II.4',
      anchor: 'Các phường, xã căn cứ tình hình thực',
      text: 'Phường, xã lập kế hoạch, lộ trình, nguồn lực giúp hộ nghèo, cận nghèo, gắn với đời sống văn hóa và nông thôn mới.',
    },
    {
      clause: 'II.5',
      clauseRaw: 'II.5',
      anchor: 'Các thôn, tổ dân phố và cộng đồng',
      text: 'Thôn, tổ dân phố, cộng đồng đoàn kết giúp nhau giảm nghèo, tạo việc làm, thu nhập cho người nghèo.',
    },
    {
      clause: 'II.6',
      clauseRaw: 'II.6',
      anchor: 'Phát động các hộ nghèo thi đua vượt',
      text: 'Hộ nghèo vượt khó thoát nghèo và giúp hộ khác thoát nghèo.',
    },
  ],
  solutions: [],
  priorityGroups: [],
  eligibleSubjects: numbered(
    'III.1',
    'III.1',
    [
      {
        anchor: 'tổ dân phố, đơn vị lực lượng vũ',
        text: 'Cơ quan, đơn vị, Mặt trận, tổ chức chính trị - xã hội thành phố; UBND, ngành, đoàn thể phường, xã; thôn, tổ dân phố; lực lượng vũ trang; tổ chức kinh tế; cá nhân, hộ gia đình có thành tích xuất sắc trong phong trào.',
      },
    ],
    'đoạn',
  ),
  targets,
  criteria,
  milestones,
  assignments,
  recipients,
  awardForms,
  annexes: [],
};
