import {
  becomes,
  communes,
  declares,
  districts,
  goneBy,
  newCommunes,
  RECORD_2022,
  type Recorded,
  shownFrom,
} from './facts.js';

const resolution = 'Nghị quyết 1657/NQ-UBTVQH15 ngày 16/6/2025';

/** Cao Bằng: all districts (13 in 2017, 10 in 2022); all communes of Hạ Lang and what they became. */
export const caoBang: readonly Recorded[] = [
  // Counts: communes of those not detailed here.
  ...districts('P04@old', [
    ['040', 'Thành phố Cao Bằng', declares(11)],
    ['042', 'Huyện Bảo Lâm', declares(13)],
    ['043', 'Huyện Bảo Lạc', declares(17)],
    ['044', 'Huyện Thông Nông', goneBy(RECORD_2022), declares(11)],
    ['045', 'Huyện Hà Quảng', declares(21)],
    ['046', 'Huyện Trà Lĩnh', goneBy(RECORD_2022), declares(10)],
    ['047', 'Huyện Trùng Khánh', declares(21)],
    ['048', 'Huyện Hạ Lang'],
    ['049', 'Huyện Quảng Uyên', goneBy(RECORD_2022), declares(17)],
    ['049', 'Huyện Quảng Hòa', shownFrom(RECORD_2022), declares(19)],
    ['050', 'Huyện Phục Hoà', goneBy(RECORD_2022), declares(9)],
    ['051', 'Huyện Hoà An', declares(15)],
    ['052', 'Huyện Nguyên Bình', declares(17)],
    ['053', 'Huyện Thạch An', declares(14)],
  ]),
  // Huyện Hạ Lang
  ...communes('D048@old', resolution, [
    ['01534', 'Xã Minh Long', becomes('01537')],
    ['01537', 'Xã Lý Quốc', becomes('01537')],
    ['01540', 'Xã Thắng Lợi', becomes('01552')],
    ['01543', 'Xã Đồng Loan', becomes('01537')],
    ['01546', 'Xã Đức Quang', becomes('01552')],
    ['01549', 'Xã Kim Loan', becomes('01561')],
    ['01552', 'Xã Quang Long', becomes('01552')],
    ['01555', 'Xã An Lạc', becomes('01561')],
    ['01558', 'Thị trấn Thanh Nhật', becomes('01558')],
    ['01561', 'Xã Vinh Quý', becomes('01561')],
    ['01564', 'Xã Việt Chu', goneBy(RECORD_2022)],
    ['01564', 'Xã Thống Nhất', shownFrom(RECORD_2022), becomes('01558')],
    ['01567', 'Xã Cô Ngân', becomes('01561')],
    ['01570', 'Xã Thái Đức', goneBy(RECORD_2022)],
    ['01573', 'Xã Thị Hoa', becomes('01558')],
  ]),
  // Formed on 1 July 2025 from the communes above.
  ...newCommunes('P04@old', [
    ['01537', 'Xã Lý Quốc'],
    ['01552', 'Xã Quang Long'],
    ['01558', 'Xã Hạ Lang'],
    ['01561', 'Xã Vinh Quý'],
  ]),
];
