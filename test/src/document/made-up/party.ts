import type { MadeUp } from './expected.js';

/** A committee of the Party: number before the type's sign, dashes behind the numbers of sections. */
export const party: MadeUp = {
  text: `TỈNH ỦY BẮC KẠN
*
Số 131-KH/TU

ĐẢNG CỘNG SẢN VIỆT NAM

Bắc Kạn, ngày 21 tháng 3 năm 2022

KẾ HOẠCH
lãnh đạo thực hiện Phong trào thi đua “Vì người nghèo - Không để ai bị bỏ lại phía sau” giai đoạn 2021-2025
-----

Thực hiện Chỉ thị số 05-CT/TW ngày 23/6/2021 của Ban Bí thư về tăng cường sự lãnh đạo của Đảng đối với công tác giảm nghèo bền vững đến năm 2030, Ban Thường vụ Tỉnh ủy ban hành Kế hoạch thực hiện như sau:

I- MỤC ĐÍCH, YÊU CẦU

1- Tạo chuyển biến mạnh mẽ trong nhận thức của cán bộ, đảng viên.

2- Việc tổ chức thực hiện phải gắn với nhiệm vụ chính trị của địa phương.

II- CHỈ TIÊU

1- Giảm tỷ lệ hộ nghèo bình quân từ 2 - 2,5%/năm.

2- 100% số xã không có hộ tái nghèo.

III- NHIỆM VỤ, GIẢI PHÁP

1- Đẩy mạnh công tác tuyên truyền, vận động.

2- Huy động các nguồn lực cho công tác giảm nghèo.

IV- TỔ CHỨC THỰC HIỆN

1- Ban cán sự đảng Ủy ban nhân dân tỉnh lãnh đạo, chỉ đạo xây dựng kế hoạch triển khai thực hiện.

2- Văn phòng Tỉnh ủy theo dõi, đôn đốc việc thực hiện Kế hoạch này.

Nơi nhận:
- Ban Bí thư Trung ương Đảng (để báo cáo),
- Các huyện ủy, thành ủy,
- Lưu Văn phòng Tỉnh ủy.

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ

Phương Thị Thanh
`,
  expected: {
    type: 'KẾ HOẠCH',
    number: '131',
    symbol: 'KH/TU',
    raw: 'Số 131-KH/TU',
    issuedOn: '2022-03-21',
    place: 'Bắc Kạn',
    issuer: 'Tỉnh ủy Bắc Kạn',
    title:
      'lãnh đạo thực hiện Phong trào thi đua “Vì người nghèo - Không để ai bị bỏ lại phía sau” giai đoạn 2021-2025',
    period: [2021, 2025],
    signer: { name: 'Phương Thị Thanh', position: 'PHÓ BÍ THƯ', onBehalfOf: 'T/M BAN THƯỜNG VỤ', actingFor: null },
    cited: ['05-CT/TW'],
    targets: {
      'II.1': [
        {
          kind: 'RANGE',
          indicator: 'POVERTY_RATE',
          quantity: 'AVERAGE_ANNUAL_DECREASE',
          min: '2',
          max: '2.5',
          from: 2021,
          to: 2025,
        },
      ],
      'II.2': [
        {
          kind: 'SHARE_OF_UNITS',
          levels: ['COMMUNE'],
          designation: null,
          comparator: 'GE',
          threshold: '100',
          rule: {
            kind: 'HOLDS_EVERY_YEAR',
            indicator: 'FALLEN_BACK',
            comparator: 'EQ',
            threshold: '0',
            from: 2021,
            to: 2025,
          },
        },
      ],
    },
    criteria: {},
    steps: [],
    recipients: 3,
    awards: [],
  },
};
