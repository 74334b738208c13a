import type { MadeUp } from './expected.js';

export const province: MadeUp = {
  text: `ỦY BAN NHÂN DÂN
TỈNH CAO BẰNG
Số: 0417/KH-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Cao Bằng, ngày 14 tháng 02 năm 2023

KẾ HOẠCH

Triển khai Phong trào thi đua “Vì người nghèo - Không để ai bị bỏ lại phía sau” giai đoạn 2021 - 2025 trên địa bàn tỉnh Cao Bằng

Căn cứ Quyết định số 666/QĐ-TTg ngày 02/6/2022 của Thủ tướng Chính phủ về việc ban hành Kế hoạch tổ chức thực hiện Phong trào thi đua “Vì người nghèo - Không để ai bị bỏ lại phía sau” giai đoạn 2021 - 2025; Nghị quyết số 19-NQ/TU ngày 05/11/2021 của Tỉnh ủy Cao Bằng về giảm nghèo bền vững, Ủy ban nhân dân tỉnh ban hành Kế hoạch triển khai Phong trào thi đua như sau:

I. MỤC ĐÍCH, YÊU CẦU

1. Mục đích

a) Nâng cao nhận thức, trách nhiệm của các cấp, các ngành và người dân đối với công tác giảm nghèo.

b) Huy động mọi nguồn lực xã hội chăm lo cho người nghèo.

2. Yêu cầu

a) Phong trào thi đua phải thiết thực, tránh hình thức.

b) Kịp thời biểu dương các điển hình tiên tiến.

II. MỤC TIÊU CỤ THỂ

1. Tỷ lệ hộ nghèo giảm bình quân từ 4%/năm trở lên; tỷ lệ hộ nghèo dân tộc thiểu số giảm trên 4,5%/năm.

2. Phấn đấu đến hết năm 2025, ít nhất 30% số huyện nghèo thoát khỏi tình trạng huyện nghèo.

3. Trên 90% số xã có tỷ lệ hộ nghèo dưới 20%.

4. Từng bước nâng cao đời sống vật chất và tinh thần của người nghèo.

III. NỘI DUNG THI ĐUA

1. Các sở, ban, ngành thi đua tham mưu cơ chế, chính sách hỗ trợ người nghèo.

2. Các huyện, thành phố thi đua thực hiện hoàn thành các chỉ tiêu giảm nghèo được giao.

IV. TIÊU CHÍ THI ĐUA

1. Đối với các sở, ban, ngành, đoàn thể cấp tỉnh

a) Ban hành văn bản hướng dẫn kịp thời, đúng quy định.

b) Giúp đỡ có hiệu quả các xã được phân công.

2. Đối với các huyện, thành phố

a) Tỷ lệ hộ nghèo giảm bình quân từ 5%/năm trở lên trong 03 năm liên tục trước khi trình khen thưởng.

b) Quản lý, sử dụng đúng mục đích các nguồn vốn.

3. Đối với các xã, phường, thị trấn

a) Có ít nhất 02 mô hình giảm nghèo hoạt động hiệu quả.

b) Quy mô hộ nghèo, hộ cận nghèo giảm trên 40% so với đầu kỳ.

V. HÌNH THỨC KHEN THƯỞNG

1. Khen thưởng hằng năm

- Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh;

- Giấy khen của Chủ tịch Ủy ban nhân dân huyện.

2. Khen thưởng tổng kết

- Huân chương Lao động hạng Ba;

- Bằng khen của Thủ tướng Chính phủ.

VI. TIẾN ĐỘ THỰC HIỆN

1. Quý I năm 2023: Ban hành kế hoạch và phát động Phong trào thi đua.

2. Năm 2024: Tổ chức sơ kết Phong trào thi đua.

3. Năm 2025: Tổ chức tổng kết Phong trào thi đua.

VII. TỔ CHỨC THỰC HIỆN

1. Sở Nội vụ chủ trì, phối hợp với Sở Lao động - Thương binh và Xã hội hướng dẫn, đôn đốc việc thực hiện Kế hoạch.

2. Các sở, ban, ngành, UBND các huyện, thành phố báo cáo kết quả thực hiện về Sở Nội vụ trước ngày 30/11 hằng năm.

Trên đây là Kế hoạch của Ủy ban nhân dân tỉnh; yêu cầu các cơ quan, đơn vị nghiêm túc thực hiện./.

Nơi nhận:

- Ban Thi đua - Khen thưởng Trung ương (b/c);
- Thường trực Tỉnh ủy (b/c);
- Các sở, ban, ngành (t/h);
- Lưu: VT, NC.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Lê Hải Hòa
`,
  expected: {
    type: 'KẾ HOẠCH',
    number: '0417',
    symbol: 'KH-UBND',
    raw: 'Số: 0417/KH-UBND',
    issuedOn: '2023-02-14',
    place: 'Cao Bằng',
    issuer: 'Ủy ban nhân dân tỉnh Cao Bằng',
    title:
      'Triển khai Phong trào thi đua “Vì người nghèo - Không để ai bị bỏ lại phía sau” giai đoạn 2021 - 2025 trên địa bàn tỉnh Cao Bằng',
    period: [2021, 2025],
    signer: {
      name: 'Lê Hải Hòa',
      position: 'PHÓ CHỦ TỊCH',
      onBehalfOf: 'TM. ỦY BAN NHÂN DÂN',
      actingFor: 'KT. CHỦ TỊCH',
    },
    cited: ['666/QĐ-TTg', '19-NQ/TU'],
    targets: {
      'II.1': [
        {
          kind: 'AVERAGE_ANNUAL_CHANGE',
          indicator: 'POVERTY_RATE',
          direction: 'DECREASE',
          comparator: 'GE',
          threshold: '4',
          window: { from: 2021, to: 2025 },
        },
        {
          kind: 'AVERAGE_ANNUAL_CHANGE',
          indicator: 'ETHNIC_MINORITY_POVERTY_RATE',
          direction: 'DECREASE',
          comparator: 'GT',
          threshold: '4.5',
          window: { from: 2021, to: 2025 },
        },
      ],
      'II.2': [
        {
          kind: 'SHARE_OF_UNITS',
          levels: ['DISTRICT'],
          designation: 'POOR_DISTRICT',
          comparator: 'GE',
          threshold: '30',
          rule: { kind: 'LEAVES_DESIGNATION', designation: 'POOR_DISTRICT', by: '2025' },
        },
      ],
      'II.3': [
        {
          kind: 'SHARE_OF_UNITS',
          levels: ['COMMUNE'],
          designation: null,
          comparator: 'GT',
          threshold: '90',
          rule: { kind: 'LEVEL_AT', indicator: 'POVERTY_RATE', comparator: 'LT', threshold: '20', at: null },
        },
      ],
      'II.4': [null],
    },
    criteria: {
      'IV.1.a': { kinds: ['AGENCY', 'MASS_ORGANISATION'] },
      'IV.1.b': { kinds: ['AGENCY', 'MASS_ORGANISATION'] },
      'IV.2.a': {
        kinds: ['DISTRICT'],
        rule: {
          kind: 'AVERAGE_ANNUAL_CHANGE',
          indicator: 'POVERTY_RATE',
          direction: 'DECREASE',
          comparator: 'GE',
          threshold: '5',
          window: { consecutiveYearsBeforeNomination: 3 },
        },
      },
      'IV.2.b': { kinds: ['DISTRICT'] },
      'IV.3.a': { kinds: ['COMMUNE'], rule: { kind: 'COUNT_OF_MODELS', comparator: 'GE', threshold: '2' } },
      'IV.3.b': {
        kinds: ['COMMUNE'],
        rule: {
          kind: 'CHANGE_FROM_BASELINE',
          indicators: ['POOR_HOUSEHOLDS', 'NEAR_POOR_HOUSEHOLDS'],
          direction: 'DECREASE',
          comparator: 'GT',
          threshold: '40',
          baseline: 'OPENING',
          at: null,
        },
      },
    },
    steps: ['VI.1 2023-Q1 WITHIN', 'VI.2 2024 WITHIN', 'VI.3 2025 WITHIN', 'VII.2 --11-30 BEFORE'],
    recipients: 5,
    awards: ['PROVINCIAL_CERTIFICATE', 'MERIT_LETTER', 'LABOUR_ORDER', 'PRIME_MINISTER_CERTIFICATE'],
  },
};
