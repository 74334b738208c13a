import type { MadeUp } from './expected.js';

/** A mountain province's, scanned: wrapped at a margin, pages numbered, marks lost in places, number and day left to be filled in. */
export const highland: MadeUp = {
  text: `UỶ BAN NHÂN DÂN
TỈNH LAI CHÂU
-------
CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số:        /KH-UBND
Lai Châu, ngày      tháng 8 năm 2022

KẾ HOẠCH
Tổ chức Phong trào thi đua “Vì người nghèo - Không để ai bị bỏ lại
phía sau” trên địa bàn tỉnh Lai Châu giai đoạn 2022 - 2025

Căn cứ Luật Thi đua, Khen thưởng ngày 26 tháng 11 năm 2003;
Thực hiện Quyết định số 666/QĐ-TTg ngày 02/6/2022 của Thủ tướng Chính
phủ ban hành Kế hoạch tổ chức thực hiện Phong trào thi đua “Vì người nghèo -
Không để ai bị bỏ lại phía sau” giai đoạn 2021 - 2025;
Xét đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 812/TTr-SNV ngày
15/7/2022, UBND tỉnh ban hành Kế hoạch với các nội dung sau:
I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
Khơi dậy ý chí tự lực vươn lên của người nghèo; huy động sức mạnh của toàn
xã hội tham gia công tác giảm nghèo.
2. Yêu cầu
Phong trào được triển khai sâu rộng, thiết thực, tránh phô trương hình thức.
2
II. CHỈ TIÊU PHẤN ĐẤU
1. Tỷ lệ hộ nghèo toàn tỉnh giảm bình quân 3,5%/năm; riêng các huyện nghèo
giảm từ 5,0%/năm trở lên.
2. Ty le hộ nghèo dân tộc thiểu số giam bình quân trên 4%/năm.
3. Đến năm 2025, tối thiểu 50% số xã đặc biệt khó khăn thoát khỏi tình trạng
đặc biệt khó khăn.
4. Mỗi huyện, thành phố xây dựng ít nhất 02 mô hình giảm nghèo có hiệu quả.
5. 100% hộ nghèo có nhu cầu được tư vấn, hỗ trợ vay vốn.
III. NỘI DUNG THI ĐUA
1. Các cơ quan, đơn vị đẩy mạnh tuyên truyền, vận động.
2. Các doanh nghiệp tạo việc làm, thu nhập cho lao động nghèo.
3
3. Các hộ nghèo chủ động học nghề, áp dụng kỹ thuật vào sản xuất.
IV. HÌNH THỨC KHEN THƯỞNG
1. Hằng năm: Giấy khen của Chủ tịch UBND cấp huyện.
2. Sơ kết: Bằng khen của Chủ tịch UBND tỉnh.
V. TIẾN ĐỘ THỰC HIỆN
1. Trong quý III năm 2022: Phát động Phong trào thi đua.
2. Quý IV năm 2023: Sơ kết giữa kỳ.
3. Quý IV năm 2025: Tổng kết Phong trào, bình xét khen thưởng.
VI. TỔ CHỨC THỰC HIỆN
1. Giao Sở Nội vụ là cơ quan thường trực, tham mưu UBND tỉnh theo dõi, kiểm
tra việc thực hiện.
2. UBND các huyện, thành phố báo cáo kết quả về Sở Nội vụ trước ngày 20
tháng 11 hằng năm để tổng hợp.
Nơi nhận:
- Thường trực Tỉnh uỷ (b/c);
- Thường trực HĐND tỉnh (b/c);
- Các sở, ban, ngành tỉnh;
- UBND các huyện, thành phố;
- Lưu: VT, NC.
TM. UỶ BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Tống Thanh Bình
`,
  expected: {
    type: 'KẾ HOẠCH',
    number: null,
    symbol: 'KH-UBND',
    raw: 'Số: /KH-UBND',
    issuedOn: null,
    place: 'Lai Châu',
    issuer: 'Uỷ ban nhân dân tỉnh Lai Châu',
    title:
      'Tổ chức Phong trào thi đua “Vì người nghèo - Không để ai bị bỏ lại phía sau” trên địa bàn tỉnh Lai Châu giai đoạn 2022 - 2025',
    period: [2022, 2025],
    signer: {
      name: 'Tống Thanh Bình',
      position: 'PHÓ CHỦ TỊCH',
      onBehalfOf: 'TM. UỶ BAN NHÂN DÂN',
      actingFor: 'KT. CHỦ TỊCH',
    },
    cited: [null, '666/QĐ-TTg', '812/TTr-SNV'],
    targets: {
      'II.1': [
        {
          kind: 'AVERAGE_ANNUAL_CHANGE',
          indicator: 'POVERTY_RATE',
          direction: 'DECREASE',
          comparator: 'GE',
          threshold: '3.5',
          window: { from: 2022, to: 2025 },
        },
        {
          kind: 'AVERAGE_ANNUAL_CHANGE',
          indicator: 'POVERTY_RATE',
          direction: 'DECREASE',
          comparator: 'GE',
          threshold: '5.0',
          window: { from: 2022, to: 2025 },
        },
      ],
      'II.2': [
        {
          kind: 'AVERAGE_ANNUAL_CHANGE',
          indicator: 'ETHNIC_MINORITY_POVERTY_RATE',
          direction: 'DECREASE',
          comparator: 'GT',
          threshold: '4',
          window: { from: 2022, to: 2025 },
        },
      ],
      'II.3': [
        {
          kind: 'SHARE_OF_UNITS',
          levels: ['COMMUNE'],
          designation: 'EXTREMELY_DIFFICULT',
          comparator: 'GE',
          threshold: '50',
          rule: { kind: 'LEAVES_DESIGNATION', designation: 'EXTREMELY_DIFFICULT', by: '2025' },
        },
      ],
      'II.4': [{ kind: 'COUNT_OF_MODELS', comparator: 'GE', threshold: '2' }],
      // Of households, not of units, and no figure is kept of it.
      'II.5': [null],
    },
    criteria: {},
    steps: ['V.1 2022-Q3 WITHIN', 'V.2 2023-Q4 WITHIN', 'V.3 2025-Q4 WITHIN', 'VI.2 --11-20 BEFORE'],
    recipients: 6,
    awards: ['MERIT_LETTER', 'PROVINCIAL_CERTIFICATE'],
  },
};
