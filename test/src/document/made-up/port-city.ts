import type { MadeUp } from './expected.js';

/** A city's under the Government, of the phase from 2026: articles of a call, items by letters that include đ. */
export const portCity: MadeUp = {
  text: `ỦY BAN NHÂN DÂN
THÀNH PHỐ HẢI PHÒNG
--------

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
----------------

Số: 318/KH-UBND
Hải Phòng, ngày 02 tháng 12 năm 2025

KẾ HOẠCH
Tổ chức thực hiện Phong trào thi đua “Vì người nghèo - Không để ai bị bỏ lại phía sau” giai đoạn 2026 - 2030 trên địa bàn thành phố

Thực hiện Quyết định số 2188/QĐ-TTg ngày 10/10/2025 của Thủ tướng Chính phủ ban hành Kế hoạch tổ chức Phong trào thi đua; Nghị quyết số 31/NQ-HĐND ngày 18/7/2025 của Hội đồng nhân dân thành phố về chuẩn nghèo của thành phố, Ủy ban nhân dân thành phố xây dựng Kế hoạch như sau:

I. MỤC TIÊU
1. Mục tiêu tổng quát
Nâng cao chất lượng cuộc sống của người nghèo, thu hẹp khoảng cách giàu nghèo.
2. Mục tiêu cụ thể
a) Đến năm 2030, thành phố cơ bản không còn hộ nghèo theo chuẩn nghèo của thành phố.
b) Tỷ lệ hộ cận nghèo duy trì dưới 1% hằng năm.
c) Quy mô hộ nghèo giảm ít nhất 1/2 so với đầu giai đoạn.
d) Mỗi năm xây mới, sửa chữa tối thiểu 200 nhà cho hộ nghèo, hộ cận nghèo.
đ) Tỷ lệ hộ nghèo đa chiều giảm 0,2 - 0,3 điểm phần trăm mỗi năm.
e) Phấn đấu 100% xã, phường, đặc khu không có hộ nghèo là gia đình người có công.

II. NỘI DUNG PHONG TRÀO
1. Đối với các sở, ban, ngành thành phố: Thi đua cải cách thủ tục hành chính, hỗ trợ người nghèo.
2. Đối với các doanh nghiệp: Thi đua nhận đỡ đầu hộ nghèo.

III. TIÊU CHÍ ĐÁNH GIÁ
1. Tiêu chí đối với các xã, phường, đặc khu
a) Hoàn thành chỉ tiêu giảm nghèo được giao hằng năm.
b) Xây dựng được từ 02 mô hình giảm nghèo trở lên.
2. Tiêu chí đối với cá nhân
a) Có sáng kiến, việc làm giúp hộ nghèo thoát nghèo.

IV. KHEN THƯỞNG
1. Khen thưởng sơ kết: Chủ tịch Ủy ban nhân dân thành phố tặng Bằng khen cho các tập thể, cá nhân tiêu biểu.
2. Khen thưởng tổng kết: đề nghị Thủ tướng Chính phủ tặng Bằng khen; đề nghị Chủ tịch nước tặng Huân chương Lao động hạng Nhì.

V. TỔ CHỨC THỰC HIỆN
1. Sở Nội vụ
a) Chủ trì hướng dẫn, kiểm tra, đôn đốc việc thực hiện.
b) Tham mưu tổ chức sơ kết vào năm 2028, tổng kết vào quý IV năm 2030.
2. Sở Nông nghiệp và Môi trường
Chủ trì theo dõi, tổng hợp kết quả rà soát hộ nghèo, hộ cận nghèo.
3. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam thành phố
Tăng cường vận động Quỹ “Vì người nghèo”.
4. Ủy ban nhân dân các xã, phường, đặc khu
Báo cáo kết quả thực hiện về Sở Nội vụ chậm nhất ngày 30/11 hằng năm.

Nơi nhận:
- Hội đồng TĐKT Trung ương;
- Thường trực Thành ủy, HĐND TP;
- CT, các PCT UBND TP;
- Các sở, ban, ngành TP;
- UBND các xã, phường, đặc khu;
- Lưu: VT, NC.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Lê Ngọc Châu
`,
  expected: {
    type: 'KẾ HOẠCH',
    number: '318',
    symbol: 'KH-UBND',
    raw: 'Số: 318/KH-UBND',
    issuedOn: '2025-12-02',
    place: 'Hải Phòng',
    issuer: 'Ủy ban nhân dân thành phố Hải Phòng',
    title:
      'Tổ chức thực hiện Phong trào thi đua “Vì người nghèo - Không để ai bị bỏ lại phía sau” giai đoạn 2026 - 2030 trên địa bàn thành phố',
    period: [2026, 2030],
    signer: { name: 'Lê Ngọc Châu', position: 'CHỦ TỊCH', onBehalfOf: 'TM. ỦY BAN NHÂN DÂN', actingFor: null },
    cited: ['2188/QĐ-TTg', '31/NQ-HĐND'],
    targets: {
      // "Cơ bản không còn": no threshold is stated.
      'I.2.a': [null],
      'I.2.b': [
        {
          kind: 'HOLDS_EVERY_YEAR',
          indicator: 'NEAR_POVERTY_RATE',
          comparator: 'LT',
          threshold: '1',
          from: 2026,
          to: 2030,
        },
      ],
      'I.2.c': [
        {
          kind: 'CHANGE_FROM_BASELINE',
          indicators: ['POOR_HOUSEHOLDS'],
          direction: 'DECREASE',
          comparator: 'GE',
          threshold: '50',
          baseline: 'OPENING',
          at: null,
        },
      ],
      // Houses, not households.
      'I.2.d': [null],
      'I.2.đ': [
        {
          kind: 'RANGE',
          indicator: 'POVERTY_RATE',
          quantity: 'AVERAGE_ANNUAL_DECREASE',
          min: '0.2',
          max: '0.3',
          from: 2026,
          to: 2030,
        },
      ],
      // Of some of the poor households only: no figure is kept of them.
      'I.2.e': [null],
    },
    criteria: {
      'III.1.a': { kinds: ['COMMUNE'] },
      'III.1.b': { kinds: ['COMMUNE'], rule: { kind: 'COUNT_OF_MODELS', comparator: 'GE', threshold: '2' } },
      'III.2.a': { kinds: ['INDIVIDUAL'] },
    },
    steps: ['V.1.b 2028 WITHIN', 'V.1.b 2030-Q4 WITHIN', 'V.4.1 --11-30 BY'],
    recipients: 7,
    awards: ['PROVINCIAL_CERTIFICATE', 'PRIME_MINISTER_CERTIFICATE', 'LABOUR_ORDER'],
  },
};
