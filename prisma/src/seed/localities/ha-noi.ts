import {
  alsoFromElsewhere,
  becomes,
  communes,
  declares,
  districts,
  dividedInto,
  goneBy,
  newCommunes,
  RECORD_2025,
  type Recorded,
  shownFrom,
} from './facts.js';

const resolution = 'Nghị quyết 1656/NQ-UBTVQH15 ngày 16/6/2025';

/**
 * Hà Nội: all districts; all wards of Thanh Xuân and what they became. In the list of March 2025 Hạ Đình and Thanh
 * Xuân Nam are gone and the code of Kim Giang bears the name Hạ Đình: a merger whose day and heirs no list states.
 */
export const haNoi: readonly Recorded[] = [
  // Counts: wards and communes not detailed here.
  ...districts('P01@old', [
    ['001', 'Quận Ba Đình', declares(14, [RECORD_2025, 13])],
    ['002', 'Quận Hoàn Kiếm', declares(18)],
    ['003', 'Quận Tây Hồ', declares(8)],
    ['004', 'Quận Long Biên', declares(14, [RECORD_2025, 13])],
    ['005', 'Quận Cầu Giấy', declares(8)],
    ['006', 'Quận Đống Đa', declares(21, [RECORD_2025, 17])],
    ['007', 'Quận Hai Bà Trưng', declares(18, [RECORD_2025, 15])],
    ['008', 'Quận Hoàng Mai', declares(14)],
    ['009', 'Quận Thanh Xuân'],
    ['016', 'Huyện Sóc Sơn', declares(26)],
    ['017', 'Huyện Đông Anh', declares(24)],
    ['018', 'Huyện Gia Lâm', declares(22, [RECORD_2025, 17])],
    ['019', 'Quận Nam Từ Liêm', declares(10)],
    ['020', 'Huyện Thanh Trì', declares(16)],
    ['021', 'Quận Bắc Từ Liêm', declares(13)],
    ['250', 'Huyện Mê Linh', declares(18, [RECORD_2025, 17])],
    ['268', 'Quận Hà Đông', declares(17, [RECORD_2025, 15])],
    ['269', 'Thị xã Sơn Tây', declares(15, [RECORD_2025, 13])],
    ['271', 'Huyện Ba Vì', declares(31, [RECORD_2025, 29])],
    ['272', 'Huyện Phúc Thọ', declares(21, [RECORD_2025, 18])],
    ['273', 'Huyện Đan Phượng', declares(16)],
    ['274', 'Huyện Hoài Đức', declares(20)],
    ['275', 'Huyện Quốc Oai', declares(21, [RECORD_2025, 17])],
    ['276', 'Huyện Thạch Thất', declares(23, [RECORD_2025, 20])],
    ['277', 'Huyện Chương Mỹ', declares(32, [RECORD_2025, 30])],
    ['278', 'Huyện Thanh Oai', declares(21, [RECORD_2025, 20])],
    ['279', 'Huyện Thường Tín', declares(29, [RECORD_2025, 27])],
    ['280', 'Huyện Phú Xuyên', declares(27, [RECORD_2025, 23])],
    ['281', 'Huyện Ứng Hòa', declares(29, [RECORD_2025, 20])],
    ['282', 'Huyện Mỹ Đức', declares(22, [RECORD_2025, 20])],
  ]),
  // Quận Thanh Xuân
  ...communes('D009@old', resolution, [
    ['00343', 'Phường Nhân Chính', dividedInto('00367', '00175', '00637')],
    ['00346', 'Phường Thượng Đình', dividedInto('00367', '00364')],
    ['00349', 'Phường Khương Trung', dividedInto('00364', '00352')],
    ['00352', 'Phường Khương Mai', becomes('00352')],
    ['00355', 'Phường Thanh Xuân Trung', dividedInto('00367', '00364')],
    ['00358', 'Phường Phương Liệt', dividedInto('00322', '00352')],
    ['00361', 'Phường Hạ Đình', goneBy(RECORD_2025)],
    ['00364', 'Phường Khương Đình', dividedInto('00364', '00352')],
    ['00367', 'Phường Thanh Xuân Bắc', dividedInto('00367', '00643')],
    ['00370', 'Phường Thanh Xuân Nam', goneBy(RECORD_2025)],
    ['00373', 'Phường Kim Giang', goneBy(RECORD_2025)],
    ['00373', 'Phường Hạ Đình', shownFrom(RECORD_2025), dividedInto('00364', '00643')],
  ]),
  // Formed on 1 July 2025 from the communes above.
  ...newCommunes('P01@old', [
    ['00175', 'Phường Yên Hòa', alsoFromElsewhere],
    ['00322', 'Phường Tương Mai', alsoFromElsewhere],
    ['00352', 'Phường Phương Liệt', alsoFromElsewhere],
    ['00364', 'Phường Khương Đình', alsoFromElsewhere],
    ['00367', 'Phường Thanh Xuân', alsoFromElsewhere],
    ['00637', 'Phường Đại Mỗ', alsoFromElsewhere],
    ['00643', 'Phường Thanh Liệt', alsoFromElsewhere],
  ]),
];
