import type { MadeUp } from './expected.js';

/** An agency under its committee; its number was left blank, and its day incomplete. */
export const department: MadeUp = {
  text: `UBND TỈNH QUẢNG NAM
SỞ GIÁO DỤC VÀ ĐÀO TẠO

Số:      /KH-SGDĐT

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Quảng Nam, ngày     tháng 4 năm 2023

KẾ HOẠCH

Hưởng ứng Phong trào thi đua “Vì người nghèo - Không để ai bị bỏ lại phía sau” năm 2023

Căn cứ Kế hoạch số 5128/KH-UBND ngày 03/8/2022 của UBND tỉnh Quảng Nam, Sở Giáo dục và Đào tạo ban hành Kế hoạch hưởng ứng như sau:

I. MỤC ĐÍCH

- Nâng cao nhận thức của cán bộ, giáo viên, học sinh.

II. NỘI DUNG

1. Vận động học sinh thuộc hộ nghèo đến trường.

2. Trao học bổng cho học sinh nghèo vượt khó.

III. KHEN THƯỞNG

1. Đối tượng: Các đơn vị, trường học trực thuộc Sở.

2. Hình thức: Giấy khen của Giám đốc Sở.

IV. TỔ CHỨC THỰC HIỆN

1. Văn phòng Sở tham mưu tổng kết Phong trào trong tháng 12 năm 2023.

2. Các trường học trực thuộc xây dựng kế hoạch triển khai thực hiện.

Nơi nhận:
- UBND tỉnh;
- Như trên;
- Lưu: VT, VP.

KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC

Trần Văn Bình
`,
  expected: {
    type: 'KẾ HOẠCH',
    number: null,
    symbol: 'KH-SGDĐT',
    raw: 'Số: /KH-SGDĐT',
    issuedOn: null,
    place: 'Quảng Nam',
    issuer: 'Sở Giáo dục và Đào tạo tỉnh Quảng Nam',
    title: 'Hưởng ứng Phong trào thi đua “Vì người nghèo - Không để ai bị bỏ lại phía sau” năm 2023',
    period: [2023, 2023],
    signer: { name: 'Trần Văn Bình', position: 'PHÓ GIÁM ĐỐC', onBehalfOf: null, actingFor: 'KT. GIÁM ĐỐC' },
    cited: ['5128/KH-UBND'],
    targets: {},
    criteria: {},
    steps: ['IV.1 2023-12 WITHIN'],
    recipients: 4,
    awards: ['MERIT_LETTER'],
  },
};
