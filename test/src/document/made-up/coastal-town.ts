import type { MadeUp } from './expected.js';

/** A town's on the coast: a table in the text, a number that stands twice, capital marks lost, a page break within a promise. */
export const coastalTown: MadeUp = {
  text: `ỦY BAN NHÂN DÂN
THỊ XÃ SÔNG CẦU
Số: 112/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Sông Cầu, ngày 22 tháng 9 năm 2022

KẾ HOẠCH
Phát động Phong trào thi đua “Sông Cầu chung tay vì người nghèo - Không để
ai bị bỏ lại phía sau” giai đoạn 2022-2025

Căn cứ Kế hoạch số 150/KH-UBND ngày 25/8/2022 của UBND tỉnh Phú Yên;
UBND thị xã ban hành Kế hoạch phát động Phong trào thi đua như sau:

I. MỤC ĐÍCH - YÊU CẦU
1. Mục đích: Tạo sự đồng thuận của toàn xã hội trong công tác giảm nghèo.
2. Yêu cầu: Các đơn vị, địa phương tổ chức thực hiện nghiêm túc, hiệu quả.

II. MUC TIÊU CU THE
1. Giảm tỷ lệ hộ nghèo bình quân từ 0,8 đến 1,0%/năm; đến cuối năm 2025 toàn
Trang 2/5
thị xã còn dưới 1,5% hộ nghèo.
2. 02 xã bãi ngang (Xuân Hải, Xuân Hòa) ra khỏi danh sách xã đặc biệt khó khăn vùng bãi ngang, ven biển trước năm 2025.
2. Thu nhập bình quân của hộ nghèo cuối năm 2025 tăng 2 lần so với năm 2021.
3. Lộ trình giảm hộ nghèo:

STT\tĐơn vị\tNăm 2022\tNăm 2023
1\tXuân Hải\t40\t35
2\tXuân Hòa\t28\t25

III. ĐỐI TƯỢNG VÀ TIÊU CHUẨN XÉT KHEN THƯỞNG
1. Đối với các xã, phường
- Tỷ lệ hộ nghèo giảm từ 1%/năm trở lên liên tục trong 2 năm trước khi đề nghị khen thưởng.
- Không có cán bộ vi phạm trong thực hiện chính sách giảm nghèo.
2. Đối với hợp tác xã
- Thu hút từ 10 lao động là người nghèo trở lên.

IV. THỜI GIAN THỰC HIỆN
- Tháng 10/2022: tổ chức phát động.
- Tháng 6/2024: sơ kết (dự kiến).
- Quý III/2025: tổng kết.

V. PHÂN CÔNG TRÁCH NHIỆM
1. Phòng Nội vụ thị xã: là cơ quan thường trực, theo dõi, đôn đốc.
2. Phòng Lao động - Thương binh và Xã hội thị xã: chủ trì, phối hợp rà soát hộ nghèo.
3. UBND các xã, phường: báo cáo 6 tháng trước ngày 10/6, báo cáo năm trước ngày 10/12 hằng năm.

Nơi nhận:
- TT Thị ủy, HĐND thị xã;
- UBMTTQ thị xã;
- UBND các xã, phường;
- Lưu VT.
CHỦ TỊCH
Phan Trần Vạn Huy
`,
  expected: {
    type: 'KẾ HOẠCH',
    number: '112',
    symbol: 'KH-UBND',
    raw: 'Số: 112/KH-UBND',
    issuedOn: '2022-09-22',
    place: 'Sông Cầu',
    issuer: 'Ủy ban nhân dân thị xã Sông Cầu',
    title:
      'Phát động Phong trào thi đua “Sông Cầu chung tay vì người nghèo - Không để ai bị bỏ lại phía sau” giai đoạn 2022-2025',
    period: [2022, 2025],
    signer: { name: 'Phan Trần Vạn Huy', position: 'CHỦ TỊCH', onBehalfOf: null, actingFor: null },
    cited: ['150/KH-UBND'],
    targets: {
      'II.1': [
        {
          kind: 'RANGE',
          indicator: 'POVERTY_RATE',
          quantity: 'AVERAGE_ANNUAL_DECREASE',
          min: '0.8',
          max: '1.0',
          from: 2022,
          to: 2025,
        },
        { kind: 'LEVEL_AT', indicator: 'POVERTY_RATE', comparator: 'LT', threshold: '1.5', at: '2025' },
      ],
      // "Trước năm 2025": by the end of 2024.
      'II.2': [{ kind: 'LEAVES_DESIGNATION', designation: 'EXTREMELY_DIFFICULT_COASTAL', by: '2024' }],
      'II.3': [
        {
          kind: 'MULTIPLE_OF_BASELINE',
          indicator: 'POOR_HOUSEHOLD_INCOME_PER_CAPITA',
          min: '2',
          max: null,
          baseline: '2021',
          at: '2025',
        },
      ],
      'II.4': [null],
    },
    criteria: {
      'III.1.1': {
        kinds: ['COMMUNE'],
        rule: {
          kind: 'AVERAGE_ANNUAL_CHANGE',
          indicator: 'POVERTY_RATE',
          direction: 'DECREASE',
          comparator: 'GE',
          threshold: '1',
          window: { consecutiveYearsBeforeNomination: 2 },
        },
      },
      'III.1.2': { kinds: ['COMMUNE'] },
      'III.2.1': { kinds: ['COOPERATIVE'] },
    },
    steps: [
      'IV.1 2022-10 WITHIN',
      'IV.2 2024-06 WITHIN',
      'IV.3 2025-Q3 WITHIN',
      'V.3 --06-10 BEFORE',
      'V.3 --12-10 BEFORE',
    ],
    recipients: 4,
    awards: [],
  },
  // A schedule in a table of the text is read as lines, and one day of every year stands for two reports.
  missed: ['II.4', 'V.3 --06-10 BEFORE'],
};
