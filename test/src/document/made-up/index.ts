import { coastalTown } from './coastal-town.js';
import { commune } from './commune.js';
import { deltaCommune } from './delta-commune.js';
import { department } from './department.js';
import { district } from './district.js';
import { districtParty } from './district-party.js';
import { highland } from './highland.js';
import { party } from './party.js';
import { portCity } from './port-city.js';
import { province } from './province.js';
import { scanned } from './scanned.js';
import { ward } from './ward.js';

export const made = {
  province,
  district,
  party,
  department,
  commune,
  scanned,
  /** The province's plan with a table of units annexed, one of them of this name. */
  withTable: (unit: string) =>
    `${province.text.replace('b) Quản lý,', 'b) Phấn đấu giảm hộ cận nghèo theo từng năm.\n\n(Có biểu chỉ tiêu kèm theo)\n\nc) Quản lý,')}

CHỈ TIÊU GIẢM HỘ CẬN NGHÈO GIAI ĐOẠN 2023-2024

TT\tTÊN HUYỆN\tSố hộ cận nghèo giảm hàng năm\t
\t\t2023\t2024
1\tHạ Lang\t10\t12
2\t${unit}\t3\t4
`,
};
export const documents = Object.entries({
  province,
  district,
  party,
  department,
  commune,
  scanned,
  highland,
  districtParty,
  ward,
  coastalTown,
  portCity,
  deltaCommune,
});
