import type { MadeUp } from './expected.js';

/** A commune's in the delta, without marks in places and with words that the scan cut: a rate with a full stop, an unnumbered plan. */
export const deltaCommune: MadeUp = {
  text: `UỶ BAN NHÂN DÂN      CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
XÃ VĨNH HẬU A            Độc lập - Tự do - Hạnh phúc
Số: 19/KH-UBND         Vĩnh Hậu A, ngày 15 tháng 3 năm 2023

KE HOACH
Thực hiện Phong trào thi đua “Vì người nghèo - Không để ai bị bỏ lại phía sau” năm 2023

Căn cứ Kế hoạch số 20/KH-UBND ngày 17/02/2023 của UBND huyện Hòa Bình về việc thực hiện Phong trào thi đua năm 2023;
UBND xã xây dựng Kế hoạch cụ thể như sau:

I/ MỤC TIÊU:
1/ Kéo giảm tỷ lệ hộ nghèo xuống còn 2.5% vào cuối năm 2023.
2/ Giảm 35 hộ nghèo, 20 hộ cận nghèo.
3/ Không để phát sinh hộ nghèo mới.

II/ NỘI DUNG:
1/ Ấp vận động các hộ khá giúp hộ nghèo về giống, vốn, kinh nghiệm.
2/ Hội Nông dân, Hội Phụ nữ nhận ủy thác vốn vay cho hộ nghèo.
+ Mỗi chi hội giúp ít nhất 01 hộ thoát nghèo.
+ Mỗi ấp có 01 tổ tiết kiệm.

III/ TỔ CHỨC THỰC HIỆN:
1/ Công chức Văn hóa - Xã hội xã theo dõi, tổng hợp, báo cáo UBND xã hàng quý.
2/ Các ấp báo cáo về UBND xã trước ngày 05/12/2023.
3/ UBND xã tổ chức tổng kết trong tháng 12 năm 2023.

Nơi nhận:
- UBND huyện;
- Các ban, ngành, đoàn thể xã;
- 09 ấp;
- Lưu: VP.

CHỦ TỊCH
(đã ký)
Trần Văn Út
`,
  expected: {
    type: 'KE HOACH',
    number: '19',
    symbol: 'KH-UBND',
    raw: 'Số: 19/KH-UBND',
    issuedOn: '2023-03-15',
    place: 'Vĩnh Hậu A',
    issuer: 'Uỷ ban nhân dân xã Vĩnh Hậu A',
    title: 'Thực hiện Phong trào thi đua “Vì người nghèo - Không để ai bị bỏ lại phía sau” năm 2023',
    period: [2023, 2023],
    signer: { name: 'Trần Văn Út', position: 'CHỦ TỊCH', onBehalfOf: null, actingFor: null },
    cited: ['20/KH-UBND'],
    targets: {
      'I.1': [{ kind: 'LEVEL_AT', indicator: 'POVERTY_RATE', comparator: 'LE', threshold: '2.5', at: '2023' }],
      'I.2': [null],
      'I.3': [
        { kind: 'HOLDS_EVERY_YEAR', indicator: 'NEWLY_POOR', comparator: 'EQ', threshold: '0', from: 2023, to: 2023 },
      ],
    },
    criteria: {},
    steps: ['III.2 2023-12-05 BEFORE', 'III.3 2023-12 WITHIN'],
    recipients: 4,
    awards: [],
  },
};
