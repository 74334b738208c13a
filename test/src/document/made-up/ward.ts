import type { MadeUp } from './expected.js';

/** A ward's of 2025, when districts were gone: numbers with points, and a note of the website below the signature. */
export const ward: MadeUp = {
  text: `ỦY BAN NHÂN DÂN
PHƯỜNG KỲ LỪA
Số: 45/KH-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Kỳ Lừa, ngày 06 tháng 11 năm 2025

**KẾ HOẠCH**
**Triển khai Phong trào thi đua “Vì người nghèo - Không để ai bị bỏ lại phía sau” trên địa bàn phường năm 2026**

Thực hiện Kế hoạch số 231/KH-UBND ngày 20/10/2025 của UBND tỉnh Lạng Sơn về Phong trào thi đua “Vì người nghèo - Không để ai bị bỏ lại phía sau” giai đoạn 2026 - 2030, UBND phường Kỳ Lừa ban hành Kế hoạch như sau:

**I. MỤC ĐÍCH, YÊU CẦU**

1. Nâng cao trách nhiệm của cán bộ, đảng viên và Nhân dân đối với người nghèo.

2. Việc triển khai phải bảo đảm công khai, đúng đối tượng.

**II. NỘI DUNG, CHỈ TIÊU THI ĐUA**

**1. Chỉ tiêu**

1.1. Giảm ít nhất 30% số hộ nghèo so với đầu năm 2026.

1.2. Cuối năm 2026 tỷ lệ hộ nghèo của phường dưới 0,8%.

1.3. Không có hộ tái nghèo, hộ phát sinh nghèo mới.

**2. Nội dung**

2.1. Khối dân vận, Mặt trận và các đoàn thể vận động ủng hộ Quỹ “Vì người nghèo”.

2.2. Các khối phố giúp đỡ hộ nghèo bằng việc làm cụ thể.

**III. TIÊU CHUẨN KHEN THƯỞNG**

1. Đối với khối phố

a) Giảm được ít nhất 01 hộ nghèo trong năm.

b) Không còn hộ nghèo ở nhà tạm, nhà dột nát.

2. Đối với doanh nghiệp

a) Có hỗ trợ thiết thực cho hộ nghèo trên địa bàn.

**IV. HÌNH THỨC KHEN THƯỞNG**

Giấy khen của Chủ tịch UBND phường.

**V. TỔ CHỨC THỰC HIỆN**

1. Phòng Văn hóa - Xã hội chủ trì tham mưu UBND phường tổ chức phát động trong tháng 01/2026, tổng kết trước ngày 10/12/2026.

2. Các khối phố gửi báo cáo kết quả về UBND phường (qua Phòng Văn hóa - Xã hội) trước ngày 25/11/2026.

Trên đây là Kế hoạch của UBND phường, yêu cầu các đơn vị nghiêm túc thực hiện./.

Nơi nhận:
- UBND tỉnh (b/c);
- Sở Nội vụ (b/c);
- TT Đảng ủy, HĐND phường;
- Các khối phố;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Hoàng Thị Bích Ngọc

Đăng ngày 07/11/2025 08:15 | Lượt xem: 112
Phấn đấu đến năm 2027 không còn hộ nghèo (bài viết liên quan)
`,
  expected: {
    type: 'KẾ HOẠCH',
    number: '45',
    symbol: 'KH-UBND',
    raw: 'Số: 45/KH-UBND',
    issuedOn: '2025-11-06',
    place: 'Kỳ Lừa',
    issuer: 'Ủy ban nhân dân phường Kỳ Lừa',
    title:
      'Triển khai Phong trào thi đua “Vì người nghèo - Không để ai bị bỏ lại phía sau” trên địa bàn phường năm 2026',
    period: [2026, 2026],
    signer: {
      name: 'Hoàng Thị Bích Ngọc',
      position: 'PHÓ CHỦ TỊCH',
      onBehalfOf: 'TM. ỦY BAN NHÂN DÂN',
      actingFor: 'KT. CHỦ TỊCH',
    },
    cited: ['231/KH-UBND'],
    targets: {
      'II.1.1': [
        {
          kind: 'CHANGE_FROM_BASELINE',
          indicators: ['POOR_HOUSEHOLDS'],
          direction: 'DECREASE',
          comparator: 'GE',
          threshold: '30',
          baseline: 'OPENING',
          // It is not said by when.
          at: null,
        },
      ],
      'II.1.2': [{ kind: 'LEVEL_AT', indicator: 'POVERTY_RATE', comparator: 'LT', threshold: '0.8', at: '2026' }],
      'II.1.3': [
        {
          kind: 'HOLDS_EVERY_YEAR',
          indicator: 'FALLEN_BACK',
          comparator: 'EQ',
          threshold: '0',
          from: 2026,
          to: 2026,
        },
        {
          kind: 'HOLDS_EVERY_YEAR',
          indicator: 'NEWLY_POOR',
          comparator: 'EQ',
          threshold: '0',
          from: 2026,
          to: 2026,
        },
      ],
    },
    criteria: {
      'III.1.a': { kinds: ['NEIGHBOURHOOD'] },
      'III.1.b': { kinds: ['NEIGHBOURHOOD'] },
      'III.2.a': { kinds: ['ENTERPRISE'] },
    },
    steps: ['V.1 2026-01 WITHIN', 'V.1 2026-12-10 BEFORE', 'V.2 2026-11-25 BEFORE'],
    recipients: 5,
    awards: ['MERIT_LETTER'],
  },
};
