import type { MadeUp } from './expected.js';

/** A commune's: lines wrapped at a margin, pages numbered, items by dashes. */
export const commune: MadeUp = {
  text: `UBND XÃ ĐỒNG TÂM
Số: 07/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Đồng Tâm, ngày 05 tháng 01 năm 2024

KẾ HOẠCH
Thực hiện phong trào thi đua “Vì người nghèo - Không để ai bị bỏ lại phía sau”
năm 2024

Thực hiện Kế hoạch số 12/KH-UBND ngày 28 tháng 12 năm 2023 của UBND huyện Mỹ Đức
về phong trào thi đua năm 2024, UBND xã Đồng Tâm ban hành Kế hoạch thực hiện với
những nội dung cụ thể như sau:
I. MỤC ĐÍCH
- Động viên cán bộ và nhân dân trong xã chung tay giúp đỡ hộ nghèo, hộ cận nghèo
phát triển sản xuất, ổn định đời sống và vươn lên thoát nghèo bền vững, không để
2
ai bị bỏ lại phía sau.
II. CHỈ TIÊU THI ĐUA
- Phấn đấu giảm 12 hộ nghèo trong năm.
- Đến hết năm 2024 tỷ lệ hộ nghèo của xã còn dưới 1,2%; tỷ lệ hộ cận nghèo dưới
2,5%.
- Xây dựng ít nhất 03 mô hình giảm nghèo.
III. TỔ CHỨC THỰC HIỆN
1. Công chức Văn hóa - Xã hội tham mưu UBND xã tổ chức tổng kết trước ngày
15/12/2024.
2. Đài truyền thanh xã tuyên truyền các gương điển hình.
3. Đề nghị Ủy ban MTTQ xã, các đoàn thể vận động hội viên tham gia./.
Nơi nhận:
- UBND huyện (b/c);
- MTTQ, các đoàn thể (p/h);
- Lưu VP.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
(Đã ký)
Bùi Văn Sơn
`,
  expected: {
    type: 'KẾ HOẠCH',
    number: '07',
    symbol: 'KH-UBND',
    raw: 'Số: 07/KH-UBND',
    issuedOn: '2024-01-05',
    place: 'Đồng Tâm',
    issuer: 'UBND xã Đồng Tâm',
    title: 'Thực hiện phong trào thi đua “Vì người nghèo - Không để ai bị bỏ lại phía sau” năm 2024',
    period: [2024, 2024],
    signer: { name: 'Bùi Văn Sơn', position: 'CHỦ TỊCH', onBehalfOf: 'TM. ỦY BAN NHÂN DÂN', actingFor: null },
    cited: ['12/KH-UBND'],
    targets: {
      // A fall by a number of households in one year: no kind of rule says that.
      'II.1': [null],
      'II.2': [
        { kind: 'LEVEL_AT', indicator: 'POVERTY_RATE', comparator: 'LT', threshold: '1.2', at: '2024' },
        { kind: 'LEVEL_AT', indicator: 'NEAR_POVERTY_RATE', comparator: 'LT', threshold: '2.5', at: '2024' },
      ],
      'II.3': [{ kind: 'COUNT_OF_MODELS', comparator: 'GE', threshold: '3' }],
    },
    criteria: {},
    steps: ['III.1 2024-12-15 BEFORE'],
    recipients: 3,
    awards: [],
  },
};
