import {
  alsoFromElsewhere,
  becomes,
  communes,
  declares,
  districts,
  goneBy,
  movedBy,
  newCommunes,
  RECORD_2022,
  RECORD_2025,
  type Recorded,
  renamedBy,
  shownFrom,
} from './facts.js';

const resolution = 'Nghị quyết 1658/NQ-UBTVQH15 ngày 16/6/2025';

/** Yên Dũng's communes are the city's in the list of March 2025, and some of them wards. */
const intoTheCity = movedBy(RECORD_2025, 'D213@old');
const asWard = (fullName: string) => renamedBy(RECORD_2025, fullName);

/**
 * Bắc Giang: all districts; all communes of Bắc Giang city and of Yên Dũng, which the city has taken in by the list of
 * March 2025; and the communes of Bắc Ninh that these became.
 */
export const bacGiang: readonly Recorded[] = [
  // Counts: communes of those not detailed here.
  ...districts('P24@old', [
    ['213', 'Thành phố Bắc Giang'],
    ['215', 'Huyện Yên Thế', declares(19, [RECORD_2025, 17])],
    ['216', 'Huyện Tân Yên', declares(22, [RECORD_2025, 19])],
    ['217', 'Huyện Lạng Giang', declares(21, [RECORD_2025, 19])],
    ['218', 'Huyện Lục Nam', declares(25, [RECORD_2025, 24])],
    ['219', 'Huyện Lục Ngạn', declares(29, [RECORD_2025, 19])],
    ['220', 'Huyện Sơn Động', declares(17)],
    ['221', 'Huyện Yên Dũng', goneBy(RECORD_2025)],
    ['222', 'Huyện Việt Yên', renamedBy(RECORD_2025, 'Thị xã Việt Yên'), declares(17)],
    ['223', 'Huyện Hiệp Hòa', declares(25, [RECORD_2025, 19])],
    ['224', 'Thị xã Chũ', shownFrom(RECORD_2025), declares(10)],
  ]),
  // Thành phố Bắc Giang
  ...communes('D213@old', resolution, [
    ['07201', 'Phường Thọ Xương', becomes('07210')],
    ['07204', 'Phường Trần Nguyên Hãn', goneBy(RECORD_2025)],
    ['07207', 'Phường Ngô Quyền', becomes('07210')],
    ['07210', 'Phường Hoàng Văn Thụ', becomes('07210')],
    ['07213', 'Phường Trần Phú', becomes('07210')],
    ['07216', 'Phường Mỹ Độ', becomes('07228')],
    ['07219', 'Phường Lê Lợi', goneBy(RECORD_2025)],
    ['07222', 'Xã Song Mai', renamedBy(RECORD_2025, 'Phường Song Mai'), becomes('07228')],
    ['07225', 'Phường Xương Giang', becomes('07210')],
    ['07228', 'Phường Đa Mai', becomes('07228')],
    ['07231', 'Phường Dĩnh Kế', becomes('07210')],
    ['07441', 'Xã Dĩnh Trì', renamedBy(RECORD_2025, 'Phường Dĩnh Trì'), becomes('07210')],
    ['07687', 'Xã Tân Mỹ', renamedBy(RECORD_2025, 'Phường Tân Mỹ'), becomes('07228')],
    ['07696', 'Xã Đồng Sơn', renamedBy(RECORD_2025, 'Phường Đồng Sơn'), becomes('07696')],
    ['07699', 'Xã Tân Tiến', renamedBy(RECORD_2025, 'Phường Tân Tiến'), becomes('07699')],
    ['07705', 'Xã Song Khê', renamedBy(RECORD_2025, 'Phường Song Khê'), becomes('07696')],
  ]),
  // Huyện Yên Dũng
  ...communes('D221@old', resolution, [
    ['07681', 'Thị trấn Neo', goneBy(RECORD_2022)],
    ['07681', 'Thị trấn Nham Biền', shownFrom(RECORD_2022), intoTheCity, asWard('Phường Nham Biền'), becomes('07681')],
    ['07682', 'Thị trấn Tân Dân', goneBy(RECORD_2022)],
    ['07682', 'Thị trấn Tân An', shownFrom(RECORD_2022), intoTheCity, asWard('Phường Tân An'), becomes('07682')],
    ['07684', 'Xã Lão Hộ', goneBy(RECORD_2025)],
    ['07690', 'Xã Hương Gián', intoTheCity, asWard('Phường Hương Gián'), becomes('07699')],
    ['07693', 'Xã Tân An', goneBy(RECORD_2022)],
    ['07702', 'Xã Quỳnh Sơn', intoTheCity, becomes('07682')],
    ['07708', 'Xã Nội Hoàng', intoTheCity, asWard('Phường Nội Hoàng'), becomes('07696')],
    ['07711', 'Xã Tiền Phong', intoTheCity, asWard('Phường Tiền Phong'), becomes('07696')],
    ['07714', 'Xã Xuân Phú', intoTheCity, becomes('07699')],
    ['07717', 'Xã Tân Liễu', intoTheCity, asWard('Phường Tân Liễu'), becomes('07681')],
    ['07720', 'Xã Trí Yên', intoTheCity, becomes('07682')],
    ['07723', 'Xã Lãng Sơn', intoTheCity, becomes('07682')],
    ['07726', 'Xã Yên Lư', intoTheCity, becomes('07681')],
    ['07729', 'Xã Tiến Dũng', intoTheCity, becomes('07738')],
    ['07732', 'Xã Nham Sơn', goneBy(RECORD_2022)],
    ['07735', 'Xã Đức Giang', intoTheCity, becomes('07735')],
    ['07738', 'Xã Cảnh Thụy', intoTheCity, asWard('Phường Cảnh Thụy'), becomes('07738')],
    ['07741', 'Xã Tư Mại', intoTheCity, becomes('07738')],
    ['07744', 'Xã Thắng Cương', goneBy(RECORD_2022)],
    ['07747', 'Xã Đồng Việt', intoTheCity, becomes('07735')],
    ['07750', 'Xã Đồng Phúc', intoTheCity, becomes('07735')],
  ]),
  // Formed on 1 July 2025 from the communes above.
  ...newCommunes('P24@2025-07-01', [
    ['07210', 'Phường Bắc Giang'],
    ['07228', 'Phường Đa Mai', alsoFromElsewhere],
    ['07681', 'Phường Yên Dũng'],
    ['07682', 'Phường Tân An'],
    ['07696', 'Phường Tiền Phong'],
    ['07699', 'Phường Tân Tiến'],
    ['07735', 'Xã Đồng Việt'],
    ['07738', 'Phường Cảnh Thụy'],
  ]),
];
