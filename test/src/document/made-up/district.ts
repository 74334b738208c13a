import type { MadeUp } from './expected.js';

/** In two columns, as a scan of the printed page gives them. */
export const district: MadeUp = {
  text: `ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
HUYỆN HẠ LANG               Độc lập - Tự do - Hạnh phúc

Số: 88/KH-UBND              Hạ Lang, ngày 03 tháng 10 năm 2022

KẾ HOẠCH
Thực hiện Phong trào thi đua
“Vì người nghèo - Không để ai bị bỏ lại phía sau” đến năm 2025

Thực hiện Kế hoạch số 2451/KH-UBND ngày 26/9/2022 của UBND tỉnh Cao Bằng về thực hiện Phong trào thi đua “Vì người nghèo - Không để ai bị bỏ lại phía sau”, UBND huyện Hạ Lang xây dựng Kế hoạch thực hiện như sau:

I. MỤC TIÊU

1. Mục tiêu chung

Phát huy sức mạnh của cả hệ thống chính trị trong công tác giảm nghèo.

2. Mục tiêu cụ thể

- Phấn đấu đến năm 2025, tỷ lệ hộ nghèo toàn huyện xuống dưới 25%.

- Mỗi năm giảm tỷ lệ hộ nghèo từ 5% trở lên, các xã đặc biệt khó khăn giảm từ 6% trở lên.

- Không để phát sinh hộ tái nghèo.

II. NỘI DUNG VÀ GIẢI PHÁP

1. Nội dung

a) Tuyên truyền sâu rộng về Phong trào thi đua.

b) Vận động các doanh nghiệp hỗ trợ người nghèo.

2. Giải pháp

a) Tăng cường sự lãnh đạo của cấp ủy, chính quyền.

III. TIÊU CHUẨN KHEN THƯỞNG

1. Đối với tập thể

- Hoàn thành các nhiệm vụ được giao;

- Không có đơn thư khiếu nại kéo dài.

2. Đối với hộ gia đình

- Tự nguyện đăng ký thoát nghèo.

IV. TỔ CHỨC THỰC HIỆN

1. Phòng Nội vụ chủ trì, tham mưu UBND huyện tổ chức sơ kết vào quý II năm 2023 và tổng kết vào năm 2025.

2. UBND các xã, thị trấn chậm nhất ngày 15 tháng 11 hằng năm gửi báo cáo về Phòng Nội vụ.

Nơi nhận:                                TM. ỦY BAN NHÂN DÂN
- UBND tỉnh (để b/c);                    CHỦ TỊCH
- UBND các xã, thị trấn (để t/h);
- Lưu: VT.                               Nông Văn Đàm
`,
  expected: {
    type: 'KẾ HOẠCH',
    number: '88',
    symbol: 'KH-UBND',
    raw: 'Số: 88/KH-UBND',
    issuedOn: '2022-10-03',
    place: 'Hạ Lang',
    issuer: 'Ủy ban nhân dân huyện Hạ Lang',
    title: 'Thực hiện Phong trào thi đua “Vì người nghèo - Không để ai bị bỏ lại phía sau” đến năm 2025',
    period: [null, 2025],
    signer: { name: 'Nông Văn Đàm', position: 'CHỦ TỊCH', onBehalfOf: 'TM. ỦY BAN NHÂN DÂN', actingFor: null },
    cited: ['2451/KH-UBND'],
    targets: {
      'I.2.1': [{ kind: 'LEVEL_AT', indicator: 'POVERTY_RATE', comparator: 'LT', threshold: '25', at: '2025' }],
      'I.2.2': [
        {
          kind: 'AVERAGE_ANNUAL_CHANGE',
          indicator: 'POVERTY_RATE',
          direction: 'DECREASE',
          comparator: 'GE',
          threshold: '5',
          window: { from: null, to: 2025 },
        },
        {
          kind: 'AVERAGE_ANNUAL_CHANGE',
          indicator: 'POVERTY_RATE',
          direction: 'DECREASE',
          comparator: 'GE',
          threshold: '6',
          window: { from: null, to: 2025 },
        },
      ],
      'I.2.3': [
        { kind: 'HOLDS_EVERY_YEAR', indicator: 'FALLEN_BACK', comparator: 'EQ', threshold: '0', from: null, to: 2025 },
      ],
    },
    criteria: {
      'III.1.1': { kinds: ['COLLECTIVE'] },
      'III.1.2': { kinds: ['COLLECTIVE'] },
      'III.2.1': { kinds: ['HOUSEHOLD'] },
    },
    steps: ['IV.1 2023-Q2 WITHIN', 'IV.1 2025 WITHIN', 'IV.2 --11-15 BY'],
    recipients: 3,
    awards: [],
  },
};
