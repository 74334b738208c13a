import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ListImport } from '@thi-dua/localities/import/import-list';

export interface Lists {
  /** Said in the report. */
  source: string;
  lists: ListImport[];
}

const real = new URL('../../../../../shared/data/', import.meta.url);

/** The country's lists from 2022 on, with what became of whom in 2025; made up in the same size where they are not at hand. */
export function countryLists(folder: string): Lists {
  if (!existsSync(real)) return madeUp(folder);
  const file = (name: string) => fileURLToPath(new URL(name, real));
  return {
    source: 'the real lists of units (../shared/data)',
    lists: [
      { file: file('units_2022-09-17.csv'), day: '2022-09-17', mappings: [] },
      { file: file('pre2025_units.csv'), day: '2025-03-12', mappings: [] },
      {
        file: file('post2025_units.csv'),
        day: '2025-07-01',
        mappings: ['old_to_new_province.csv', 'old_to_new_commune.csv', 'old_district_to_special_zone.csv'].map(file),
      },
    ],
  };
}

const OLD = { provinces: 63, districts: 705, communes: 10_599 };
const NEW = { provinces: 34, communes: 3321 };
const numbered = (n: number, digits: number) => String(n + 1).padStart(digits, '0');
/** Which of `among` the n-th of `count` falls to, evenly and in order. */
const falls = (n: number, count: number, among: number) => Math.floor((n * among) / count);

/** A country of the same size: real codes of the seeds are taken over by units of the list, as a real list would. */
function madeUp(folder: string): Lists {
  const write = (name: string, head: string, rows: string[]) => {
    const path = join(folder, name);
    writeFileSync(path, `${head}\n${rows.join('\n')}\n`);
    return path;
  };
  const units = 'code,name,type,level,parent_code';
  const mapping = 'old_code,new_code,coverage';
  const districtOf = (commune: number) => falls(commune, OLD.communes, OLD.districts);
  const provinceOf = (district: number) => falls(district, OLD.districts, OLD.provinces);
  const range = (count: number) => Array.from({ length: count }, (_, i) => i);

  const before = [
    ...range(OLD.provinces).map((n) => `${numbered(n, 2)},Tỉnh số ${n + 1},Tỉnh,PROVINCE,`),
    ...range(OLD.districts).map(
      (n) => `${numbered(n, 3)},Huyện số ${n + 1},Huyện,DISTRICT,${numbered(provinceOf(n), 2)}`,
    ),
    ...range(OLD.communes).map((n) => `${numbered(n, 5)},Xã số ${n + 1},Xã,COMMUNE,${numbered(districtOf(n), 3)}`),
  ];
  const newCommuneOf = (commune: number) => falls(commune, OLD.communes, NEW.communes);
  const newProvinceOf = (province: number) => falls(province, OLD.provinces, NEW.provinces);
  /** A new unit bears the code of the first that went into it. */
  const firstOf = (count: number, of: (n: number) => number) => {
    const first = new Map<number, number>();
    for (const n of range(count)) if (!first.has(of(n))) first.set(of(n), n);
    return (n: number) => first.get(n) ?? 0;
  };
  const oldProvinceOf = (commune: number) => provinceOf(districtOf(commune));
  const firstCommune = firstOf(OLD.communes, newCommuneOf);
  const firstProvince = firstOf(OLD.provinces, newProvinceOf);
  const after = [
    ...range(NEW.provinces).map((n) => `${numbered(firstProvince(n), 2)},Tỉnh mới ${n + 1},Tỉnh,PROVINCE,`),
    ...range(NEW.communes).map((n) => {
      const first = firstCommune(n);
      const parent = firstProvince(newProvinceOf(oldProvinceOf(first)));
      return `${numbered(first, 5)},Xã mới ${n + 1},Xã,COMMUNE,${numbered(parent, 2)}`;
    }),
  ];
  const provinces = range(OLD.provinces).map(
    (n) => `${numbered(n, 2)},${numbered(firstProvince(newProvinceOf(n)), 2)},full`,
  );
  const communes = range(OLD.communes).map(
    (n) => `${numbered(n, 5)},${numbered(firstCommune(newCommuneOf(n)), 5)},full`,
  );
  return {
    source: 'a country made up in the size of the real one',
    lists: [
      { file: write('before.csv', units, before), day: '2022-09-17', mappings: [] },
      {
        file: write('after.csv', units, after),
        day: '2025-07-01',
        mappings: [write('provinces.csv', mapping, provinces), write('communes.csv', mapping, communes)],
      },
    ],
  };
}
