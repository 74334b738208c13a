import type { MadeUp } from './expected.js';

/** A district committee of the Party: both heads on one line, an "l" for a "1", sections that begin anew. */
export const districtParty: MadeUp = {
  text: `HUYỆN ỦY ĐẠI TỪ                ĐẢNG CỘNG SẢN VIỆT NAM
       *
Số l42-KH/HU                  Đại Từ, ngày 12 tháng 10 năm 2022

KẾ HOẠCH
thực hiện Phong trào thi đua “Vì người nghèo - Không để ai bị bỏ lại phía sau”
giai đoạn 2022 - 2025

Thực hiện Kế hoạch số 98-KH/TU, ngày 30/8/2022 của Ban Thường vụ Tỉnh ủy Thái Nguyên về lãnh đạo công tác giảm nghèo, Ban Thường vụ Huyện ủy xây dựng kế hoạch như sau:

I- MỤC ĐÍCH, YÊU CẦU
1. Mục đích
- Phát huy vai trò lãnh đạo của cấp ủy, tổ chức đảng trong công tác giảm nghèo.
2. Yêu cầu
- Gắn Phong trào với việc học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh.

II- MỤC TIÊU
1. Mục tiêu chung
Giảm nghèo nhanh, bền vững, hạn chế tái nghèo.
2. Mục tiêu cụ thể
- Phấn đấu mỗi năm giảm trên 1,5% tỷ lệ hộ nghèo.
- Đến cuối năm 2025, tỷ lệ hộ nghèo toàn huyện còn dưới 3%, tỷ lệ hộ cận nghèo không quá 4%.
- Trên 95% số xã, thị trấn không có hộ tái nghèo.

II- NHIỆM VỤ VÀ GIẢI PHÁP
1. Tăng cường sự lãnh đạo của các cấp ủy.
2. Đổi mới công tác tuyên truyền.
3. Phát huy vai trò của Mặt trận Tổ quốc và các tổ chức chính trị - xã hội.

III- TỔ CHỨC THỰC HIỆN
1. Đảng ủy các xã, thị trấn xây dựng kế hoạch, hoàn thành trước ngày 30/11/2022.
2. Ban Dân vận Huyện ủy chủ trì, phối hợp với Ủy ban MTTQ huyện theo dõi việc thực hiện; tham mưu sơ kết vào cuối năm 2023.
3. Định kỳ trước ngày 15/12 hằng năm, các chi, đảng bộ cơ sở báo cáo kết quả về Ban Thường vụ Huyện ủy (qua Ban Dân vận).

Nơi nhận:
- Ban Thường vụ Tỉnh ủy (b/c),
- Các đồng chí Huyện ủy viên,
- Các chi, đảng bộ cơ sở,
- Lưu VPHU.

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ THƯỜNG TRỰC

Đặng Xuân Thủy
`,
  expected: {
    type: 'KẾ HOẠCH',
    number: null,
    symbol: 'KH/HU',
    raw: 'Số l42-KH/HU',
    issuedOn: '2022-10-12',
    place: 'Đại Từ',
    issuer: 'Huyện ủy Đại Từ',
    title: 'thực hiện Phong trào thi đua “Vì người nghèo - Không để ai bị bỏ lại phía sau” giai đoạn 2022 - 2025',
    period: [2022, 2025],
    signer: {
      name: 'Đặng Xuân Thủy',
      position: 'PHÓ BÍ THƯ THƯỜNG TRỰC',
      onBehalfOf: 'T/M BAN THƯỜNG VỤ',
      actingFor: null,
    },
    cited: ['98-KH/TU'],
    targets: {
      'II.2.1': [
        {
          kind: 'AVERAGE_ANNUAL_CHANGE',
          indicator: 'POVERTY_RATE',
          direction: 'DECREASE',
          comparator: 'GT',
          threshold: '1.5',
          window: { from: 2022, to: 2025 },
        },
      ],
      'II.2.2': [
        { kind: 'LEVEL_AT', indicator: 'POVERTY_RATE', comparator: 'LT', threshold: '3', at: '2025' },
        { kind: 'LEVEL_AT', indicator: 'NEAR_POVERTY_RATE', comparator: 'LE', threshold: '4', at: '2025' },
      ],
      'II.2.3': [
        {
          kind: 'SHARE_OF_UNITS',
          levels: ['COMMUNE'],
          designation: null,
          comparator: 'GT',
          threshold: '95',
          rule: {
            kind: 'HOLDS_EVERY_YEAR',
            indicator: 'FALLEN_BACK',
            comparator: 'EQ',
            threshold: '0',
            from: 2022,
            to: 2025,
          },
        },
      ],
    },
    criteria: {},
    // The third section that is numbered II is the document's fourth: its clauses follow the order.
    steps: ['IV.1 2022-11-30 BEFORE', 'IV.2 2023 WITHIN', 'IV.3 --12-15 BEFORE'],
    recipients: 4,
    awards: [],
  },
};
