import type { PlanFacts, TargetFacts } from '../plan-facts.js';
import { numbered } from './numbered.js';
import { annexes } from './thanh-xuan/annex.js';
import { awardForms } from './thanh-xuan/award-forms.js';
import { criteria } from './thanh-xuan/criteria.js';
import {
  fewerNearPoor,
  noNearPoorBy2025,
  noneFallsBack,
  noneNewlyPoor,
  noPoor,
  wardSchedule,
} from './thanh-xuan/near-poverty.js';
import { assignments, milestones } from './thanh-xuan/organisation.js';

const wholeDistrict = { localities: [], levels: ['DISTRICT' as const], designation: null, fixed: false };
const districtMeasures: TargetFacts['parts'] = [
  { text: 'Không có hộ nghèo', scope: wholeDistrict, rule: noPoor },
  { text: 'Không có hộ tái nghèo', scope: wholeDistrict, rule: noneFallsBack },
  { text: 'Không phát sinh hộ nghèo mới', scope: wholeDistrict, rule: noneNewlyPoor },
  { text: 'Giảm số hộ cận nghèo', scope: wholeDistrict, rule: fewerNearPoor },
  { text: 'Đến năm 2025 không còn hộ cận nghèo', scope: wholeDistrict, rule: noNearPoorBy2025 },
];

/**
 * Thanh Xuân district's plan 255/KH-UBND of 2022-09-29.
 *
 * The opening paragraph of II states figures (no poor household since the end of 2018, 32 near-poor ones in five wards
 * in 2022); they are observations, not contents, and stand with the indicators. The table repeats the 32.
 */
export const thanhXuan: PlanFacts = {
  key: 'thanh-xuan-255-2022',
  tenant: 'thanh-xuan',
  movement: 'VNN-2021-2025',
  title: 'Hưởng ứng Phong trào thi đua “Vi người nghèo - Không để ai bị bỏ lại phía sau” đến năm 2025',
  status: 'ISSUED',
  visibility: 'LINE',
  // The title states only the end. 2021 in I.2.a is the phase of all emulation movements, 2022 in the annex the table's.
  periodFrom: null,
  periodTo: 2025,
  document: {
    type: 'KẾ HOẠCH',
    number: '255',
    symbol: 'KH-UBND',
    raw: 'Số: 255 /KH-UBND',
    issuedOn: '2022-09-29',
    place: 'Thanh Xuân',
    issuer: 'UBND quận Thanh Xuân',
    signer: {
      name: 'Đặng Khánh Hòa',
      position: 'PHÓ CHỦ TỊCH',
      onBehalfOf: 'TM. ỦY BAN NHÂN DÂN',
      actingFor: 'KT. CHỦ TỊCH',
    },
    flags: [
      {
        code: 'SPELLING',
        explanation:
          'Tên phong trào ở trích yếu và đoạn mở đầu in “Vi người nghèo”; mục II in đúng “Vì người nghèo”. Giữ như bản in.',
      },
      { code: 'SPELLING', explanation: 'V.1.b in “cả nhân đang sinh sống”; hiểu là “cá nhân”.' },
      {
        code: 'SPELLING',
        explanation: 'Nơi nhận in “LĐT BXH”; hiểu là LĐTBXH (Lao động - Thương binh và Xã hội). Giữ như bản in.',
      },
      {
        code: 'NAME_MISPRINTED',
        explanation:
          'Biểu kèm theo, dòng 3 in “Phường Liệt”; mục II và IV.1.b in “Phương Liệt”. Dòng của biểu giữ như bản in, chỉ tiêu gắn với phường Phương Liệt.',
      },
      {
        code: 'NUMBERING_MISMATCH',
        explanation:
          'Mục IV chỉ có khoản 1, trùng tên với mục; VII.5 có một gạch đầu dòng không thuộc nội dung của khoản, đánh số VII.5.1.',
      },
      {
        code: 'LAYOUT',
        explanation:
          'Không thấy tên cơ quan và quốc hiệu ở đầu văn bản: cơ quan ban hành lấy từ đoạn mở đầu. Câu ở III.1 bị ngắt trang.',
      },
    ],
  },
  legalBases: [
    {
      number: '251/KH-UBND',
      issuedOn: '2022-09-27',
      issuer: 'UBND thành phố Hà Nội',
      title: 'hưởng ứng Phong trào thi đua "Vi người nghèo - Không để ai bị bỏ lại phía sau" đến năm 2025',
      relation: 'IMPLEMENTS',
      anchor: 'Thực hiện Kế hoạch số 251/KH-UBND ngày 27/9/2022',
    },
    {
      // III.1 makes it the basis of the units' own plans, not of this one.
      number: '1362/QĐ-UBND',
      issuedOn: '2022-04-22',
      issuer: 'UBND Thành phố',
      title: 'ban hành Kế hoạch thực hiện mục tiêu giảm nghèo bền vững thành phố Hà Nội giai đoạn 2022-2025',
      relation: 'REFERS_TO',
      anchor: 'Quyết định số 1362/QĐ-UBND ngày 22/4/2022 của UBND',
    },
  ],
  objectives: [
    {
      clause: 'I.1.a',
      clauseRaw: 'I.1.a',
      anchor: 'Phát huy tinh thần đoàn kết, sức mạnh',
      text: 'Phát huy đoàn kết của hệ thống chính trị và cộng đồng, tạo khí thế thi đua, góp phần thực hiện thắng lợi chương trình giảm nghèo.',
    },
    {
      clause: 'I.1.b',
      clauseRaw: 'I.1.b',
      anchor: 'phấn đấu đến cuối năm 2025, quận tiếp',
      text: 'Thi đua thiết thực để đến cuối năm 2025 vẫn không có hộ nghèo, tái nghèo, nghèo mới và không còn hộ cận nghèo.',
    },
  ],
  requirements: [
    {
      clause: 'I.2.a',
      clauseRaw: 'I.2.a',
      anchor: 'phải trở thành nhiệm vụ trọng tâm, thường',
      text: 'Phong trào là nhiệm vụ trọng tâm, thường xuyên trong các phong trào thi đua 2021-2025 của quận.',
    },
    {
      clause: 'I.2.b',
      clauseRaw: 'I.2.b',
      anchor: 'triển khai sâu rộng từ quận đến cơ',
      text: 'Triển khai sâu rộng từ quận đến cơ sở, đa dạng, thiết thực, phát huy sáng kiến của Nhân dân.',
    },
    {
      clause: 'I.2.c',
      clauseRaw: 'I.2.c',
      anchor: 'Kịp thời phát hiện, bồi dưỡng, nhân rộng',
      text: 'Kịp thời phát hiện, nhân rộng điển hình, sáng kiến; biểu dương, khen thưởng tập thể, cá nhân tiêu biểu.',
    },
  ],
  contents: numbered('II', 'II', [
    {
      anchor: 'Yêu cầu các phòng, ban, đơn vị và',
      text: 'Phòng, ban, đơn vị, Mặt trận, tổ chức chính trị - xã hội: hướng dẫn, sáng kiến chính sách, huy động mọi nguồn lực giúp hộ nghèo; cán bộ giảm nghèo tận tụy, gương mẫu.',
    },
    {
      anchor: 'vận động đoàn viên, hội viên tham gia',
      text: 'Mặt trận và các tổ chức chính trị - xã hội vận động hội viên hưởng ứng; giám sát, bình xét thi đua.',
    },
    {
      anchor: 'UBND các phường thi đua đề ra nội',
      text: 'UBND phường đề ra giải pháp giảm nghèo hợp thực tế, bố trí và huy động đa dạng nguồn lực.',
    },
    {
      anchor: 'Tổ dân phố thi đua đoàn kết giúp',
      text: 'Tổ dân phố đoàn kết giúp nhau giảm nghèo, giúp người nghèo phát triển kinh tế và thoát nghèo bền vững.',
    },
    {
      anchor: 'Các hộ gia đình thi đua chủ động',
      text: 'Hộ gia đình chủ động vượt khó thoát nghèo và giúp hộ khác cùng thoát nghèo.',
    },
  ]),
  solutions: [
    {
      clause: 'III.1',
      clauseRaw: 'III.1',
      anchor: 'để xây dựng kế hoạch tổ chức thực',
      text: 'Các đơn vị căn cứ Quyết định 1362/QĐ-UBND và tình hình của mình lập kế hoạch, tuyên truyền, tạo đồng thuận để thực hiện Phong trào.',
    },
    {
      clause: 'III.2',
      clauseRaw: 'III.2',
      anchor: 'Năm 2023, UBND quận tiến hành sơ kết',
      text: 'UBND quận sơ kết giữa kỳ năm 2023 và tổng kết Phong trào năm 2025.',
    },
  ],
  priorityGroups: [],
  eligibleSubjects: [
    ...numbered('V.1.a', 'V.1.a', [
      {
        anchor: 'tổ chức (có tư cách pháp nhân) trên',
        text: 'Tập thể: phòng, ban, đơn vị, Mặt trận, tổ chức chính trị - xã hội của quận; phường; tổ dân phố; doanh nghiệp, tổ chức có tư cách pháp nhân trên địa bàn có đóng góp tích cực.',
      },
    ]),
    ...numbered(
      'V.1.b',
      'V.1.b',
      [
        {
          anchor: 'cả nhân đang sinh sống, làm việc, học',
          text: 'Cá nhân: cán bộ, công chức, viên chức, người lao động của quận, phường; người sinh sống, làm việc, học tập và hộ gia đình trên địa bàn có đóng góp tích cực (hộ gia đình xếp cùng cá nhân).',
        },
      ],
      'đoạn',
    ),
  ],
  targets: [
    {
      clause: 'I.1.b',
      clauseRaw: 'I.1.b',
      anchor: 'phấn đấu đến cuối năm 2025, quận tiếp',
      text: 'Đến cuối năm 2025 quận giữ không có hộ nghèo, tái nghèo, nghèo mới; hộ cận nghèo giảm và đến 2025 không còn.',
      parts: districtMeasures,
      schedule: [],
    },
    {
      clause: 'IV.1.a.5',
      clauseRaw: 'IV.1.a, gạch đầu dòng 5',
      anchor: 'Chỉ tiêu phấn đấu: Tiếp tục duy trì',
      text: 'Chỉ tiêu của UBND quận: giữ không có hộ nghèo, tái nghèo, nghèo mới; hộ cận nghèo giảm dần và đến năm 2025 không còn.',
      parts: districtMeasures,
      schedule: [],
    },
    wardSchedule,
  ],
  criteria,
  milestones,
  assignments,
  // No role is marked beside a recipient; only "Lưu" tells one.
  recipients: [
    { name: 'UBND thành phố Hà Nội', role: null },
    { name: 'Lãnh đạo UBND quận', role: null },
    { name: 'Phòng Nội vụ quận', role: null },
    { name: 'Các phòng, ban, đơn vị thuộc quận', role: null },
    { name: 'UBND 11 phường', role: null },
    { name: 'VT', role: 'ARCHIVE' },
    { name: 'LĐT BXH', role: 'ARCHIVE' },
  ],
  awardForms,
  annexes,
};
