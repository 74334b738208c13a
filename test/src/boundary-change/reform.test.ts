import { describe, expect, test } from 'vitest';
import { absent, type Client, file, onTheMap, present, type Row, read, sentence } from '../import/lists.js';
import { type ActInput, changingCountry, closureIsDerived, everything } from './kit.js';

const DAY = '2025-07-01';

interface CommuneMapping {
  old_code: string;
  new_code: string;
  new_province_code: string;
  old_province_code: string;
  coverage: string;
}
interface ProvinceMapping {
  old_code: string;
  new_code: string;
}
interface ZoneMapping {
  old_district_code: string;
  new_code: string;
  old_province_code: string;
}

/** The part of the country that became one province: its lists before and after, and what became of what. */
function reformOf(province: string | null) {
  const provinces = read<ProvinceMapping>(file('old_to_new_province.csv')).filter(
    (row) => province === null || row.new_code === province,
  );
  const old = new Set(provinces.map((row) => row.old_code));
  const communes = read<CommuneMapping>(file('old_to_new_commune.csv')).filter((row) => old.has(row.old_province_code));
  const zones = read<ZoneMapping>(file('old_district_to_special_zone.csv')).filter((row) =>
    old.has(row.old_province_code),
  );
  const within = (rows: Row[], roots: ReadonlySet<string>) => {
    const parents = new Map(rows.map((row) => [row.code, row.parent_code]));
    const root = (code: string): string => {
      const parent = parents.get(code);
      return parent ? root(parent) : code;
    };
    return rows.filter(({ code }) => roots.has(root(code)));
  };
  const before = within(read<Row>(file('pre2025_units.csv')), old);
  const after = within(read<Row>(file('post2025_units.csv')), new Set(provinces.map((row) => row.new_code)));
  return { provinces, communes, zones, before, after };
}
type Reform = ReturnType<typeof reformOf>;

const csv = (rows: Row[]) =>
  [
    'code,name,level,parent_code',
    ...rows.map((row) => [row.code, row.name, row.level, row.parent_code].join(',')),
    '',
  ].join('\n');
const mappingsOf = ({ provinces, communes, zones }: Reform) => [
  ['old_code,new_code,coverage', ...provinces.map((row) => `${row.old_code},${row.new_code},full`), ''].join('\n'),
  ['old_code,new_code,coverage', ...communes.map((row) => `${row.old_code},${row.new_code},${row.coverage}`), ''].join(
    '\n',
  ),
  ...(zones.length === 0
    ? []
    : [
        ['old_code,new_code,coverage', ...zones.map((row) => `${row.old_district_code},${row.new_code},full`), ''].join(
          '\n',
        ),
      ]),
];

/** The same as an act: what is made of itself alone goes on, everything else ends or begins, districts end. */
function actOf({ provinces, communes, zones, before, after }: Reform): ActInput {
  const links = [
    ...provinces.map((row) => ({ from: row.old_code, to: row.new_code, extent: 'WHOLE' as const })),
    ...communes.map((row) => ({
      from: row.old_code,
      to: row.new_code,
      extent: row.coverage === 'full' ? ('WHOLE' as const) : ('PART' as const),
    })),
    ...zones.map((row) => ({ from: row.old_district_code, to: row.new_code, extent: 'WHOLE' as const })),
  ];
  const sources = (code: string) => links.filter(({ to }) => to === code);
  const goesOn = (code: string) => {
    const [only, ...others] = sources(code);
    return only !== undefined && others.length === 0 && only.from === code && only.extent === 'WHOLE';
  };
  const stored = new Map(before.map((row) => [row.code, row]));
  const named = (row: Row) => row.name.normalize('NFC');
  return {
    number: '202/2025/QH15',
    issuer: 'Quốc hội',
    issuedOn: '2025-06-12',
    effectiveOn: DAY,
    abolishLevel: 'DISTRICT',
    establish: after
      .filter(({ code }) => !goesOn(code))
      .map((row) => ({
        code: row.code,
        level: row.level === 'PROVINCE' ? 'PROVINCE' : 'COMMUNE',
        fullName: named(row),
        ...(row.parent_code === '' ? {} : { parentCode: row.parent_code }),
        from: sources(row.code).map(({ from, extent }) => ({ code: from, extent })),
      })),
    rename: after
      .filter((row) => {
        const was = stored.get(row.code);
        return goesOn(row.code) && was !== undefined && sentence(was).split(' <')[0] !== sentence(row).split(' <')[0];
      })
      .map((row) => ({ code: row.code, fullName: named(row) })),
  };
}

/** What the map says of every unit through time, and of what became what; without the sources' open questions. */
async function history(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(`
    SELECT concat_ws(' ', 'unit', l.id, l.code, l.level, l.begins, l.ends) AS line FROM map.locality l
    UNION ALL SELECT concat_ws(' ', 'name', locality_id, begins, ends, type, plain_name) FROM map.locality_name
    UNION ALL SELECT concat_ws(' ', 'edge', child_id, parent_id, begins, ends) FROM map.locality_parent
    UNION ALL SELECT concat_ws(' ', 'heir', from_id, to_id, effective_on, extent) FROM map.succession
    UNION ALL SELECT concat_ws(' ', 'closure', descendant_id, ancestor_id, depth, begins, ends) FROM map.closure
    ORDER BY 1`);
  return rows.map(({ line }) => line);
}

describe.skipIf(!present)(`the reform of 1 July 2025${present ? '' : ` (${absent})`}`, async () => {
  const { client, bring, clear, enact } = await changingCountry();

  test.for([
    ['24', 'Bắc Giang and Bắc Ninh become Bắc Ninh, under the code of the former'],
    ['04', 'Cao Bằng stands, its districts end'],
    ['31', 'Hải Dương goes into Hải Phòng, whose islands become special zones'],
    ['44', 'Quảng Bình and Quảng Trị become Quảng Trị, with Cồn Cỏ a special zone'],
    [null, 'that is, of the whole country at once'],
  ] as const)(
    'of province %s, as an act, gives the map that the lists give: %s',
    { timeout: 300_000 },
    async ([province]) => {
      const reform = reformOf(province);
      await clear();
      await bring(csv(reform.before), '2025-03-12');
      await bring(csv(reform.after), DAY, mappingsOf(reform));
      const imported = await history(client);
      expect(await onTheMap(client, DAY)).toEqual(reform.after.map(sentence).sort());

      await clear();
      await bring(csv(reform.before), '2025-03-12');
      const begun = performance.now();
      const { errors, units } = await enact(actOf(reform));
      console.log(
        province ?? 'the country',
        units.totalCount,
        'units changed in',
        Math.round(performance.now() - begun),
        'ms',
      );
      expect(errors).toEqual([]);
      expect(await history(client)).toEqual(imported);
      await closureIsDerived(client);

      // And the list of that day has nothing to add but spellings.
      await bring(csv(reform.after), DAY, mappingsOf(reform));
      expect(await history(client)).toEqual(imported);
    },
  );

  test('is refused where all heirs of a divided commune but one are forgotten, and nothing changes', async () => {
    const reform = reformOf('01');
    await clear();
    await bring(csv(reform.before), '2025-03-12');
    const act = actOf(reform);
    const { old_code: divided = '' } = reform.communes.find(({ coverage }) => coverage !== 'full') ?? {};
    const heirs = act.establish?.filter(({ from }) => from?.some(({ code }) => code === divided)) ?? [];
    expect(heirs.length).toBeGreaterThan(1);
    const stored = await everything(client);
    const establish = act.establish?.filter((unit) => unit === heirs[0] || !heirs.includes(unit)) ?? [];
    const { errors } = await enact({ ...act, establish });
    expect(errors).toContainEqual({
      code: 'EXTENT',
      message: `Only a part of ${divided} goes anywhere. Say what becomes of the rest, be it only another unit of the same code.`,
      path: expect.arrayContaining(['establish', 'from', 'extent']),
    });
    expect(await everything(client)).toBe(stored);
  });
});
