import type { MadeUp } from './expected.js';

/** A bad scan: lost diacritics, "l" for "1" and back, bold marks, a repeated letter, text behind the signature. */
export const scanned: MadeUp = {
  text: `ỦY BAN NHÂN DÂN
QUẬN HAI BÀ TRUNG
So: **174**/KH-UBND

Hai Bà Trưng, ngày 3l tháng 10 năm 2022

**KẾ HOẠCH**

**Hưởng ứng Phong trào thi dua “Vì người nghèo - Không đê ai bị bỏ lại phía sau” giai đoạn 2022 - 2025**

Thực hiện Kế hoạch số 251/KH-UBND ngày 27/9/2022 cua UBND thành phố Hà Nội về hưởng ứng Phong trào thi đua, UBND quận Hai Bà Trưng ban hành Kế hoạch như sau:

**l. MỤC TIÊU, CHỈ TIÊU**

1. Ty le ho ngheo duy tri duoi 0,1% hang nam.

2. Phan dau den nam 2024 khong con ho can ngheo.

**II. TIEU CHI THI ĐUA**

a) Doi voi UBND cac phuong

- Trien khai day du cac van ban chi dao.

- Khong co ho tai ngheo.

b) Đối với to dan pho

- Van dong nhan dan doan ket giup nhau phat trien kinh te.

b) Đối với doanh nghiệp

- Tích cực ủng hộ Quỹ vì người nghèo.

**III. TO CHUC THUC HIEN**

1. Phong Lao dong chủ trì, theo dõi việc thực hiện.

Noi nhan:
- UBND Thanh pho;
- Luu: VT.

**TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH**

Vũ Văn Hoạt

Cách nấu canh chua ngon tại nhà
`,
  expected: {
    type: 'KẾ HOẠCH',
    number: '174',
    symbol: 'KH-UBND',
    raw: 'So: 174/KH-UBND',
    // "3l" is no day that could be told for certain.
    issuedOn: null,
    place: 'Hai Bà Trưng',
    issuer: 'Ủy ban nhân dân quận Hai Bà Trung',
    title: 'Hưởng ứng Phong trào thi dua “Vì người nghèo - Không đê ai bị bỏ lại phía sau” giai đoạn 2022 - 2025',
    period: [2022, 2025],
    signer: {
      name: 'Vũ Văn Hoạt',
      position: 'PHÓ CHỦ TỊCH',
      onBehalfOf: 'TM. ỦY BAN NHÂN DÂN',
      actingFor: 'KT. CHỦ TỊCH',
    },
    cited: ['251/KH-UBND'],
    targets: {
      'I.1': [
        {
          kind: 'HOLDS_EVERY_YEAR',
          indicator: 'POVERTY_RATE',
          comparator: 'LT',
          threshold: '0.1',
          from: 2022,
          to: 2025,
        },
      ],
      'I.2': [{ kind: 'LEVEL_AT', indicator: 'NEAR_POOR_HOUSEHOLDS', comparator: 'EQ', threshold: '0', at: '2024' }],
    },
    criteria: {
      'II.a.1': { kinds: ['COMMUNE'] },
      'II.a.2': {
        kinds: ['COMMUNE'],
        rule: {
          kind: 'HOLDS_EVERY_YEAR',
          indicator: 'FALLEN_BACK',
          comparator: 'EQ',
          threshold: '0',
          from: 2022,
          to: 2025,
        },
      },
      'II.b.1': { kinds: ['NEIGHBOURHOOD'] },
      'II.c.1': { kinds: ['ENTERPRISE'] },
    },
    steps: [],
    recipients: 2,
    awards: [],
  },
};
