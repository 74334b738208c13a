import type pg from 'pg';
import { NEIGHBOURHOODS_SINCE } from './country.js';

/** What is asked, each time about another unit. */
export interface Question {
  name: string;
  query: string;
  variables: readonly Record<string, string>[];
}

const BEFORE_REFORM = '2022-09-17';

/** Questions about one province's units, which both sizes of the map hold. */
export async function questionsOn(client: pg.ClientBase, province: string): Promise<Question[]> {
  const below = async (level: string, day: string) =>
    (
      await client.query<{ code: string; typed: string }>(
        `SELECT l.code, n.plain_full_name AS typed FROM map.locality l
          JOIN map.locality_name n ON n.locality_id = l.id AND n.begins <= $2::date AND $2::date < n.ends
          JOIN map.closure c ON c.descendant_id = l.id AND c.begins <= $2::date AND $2::date < c.ends
          JOIN map.locality p ON p.id = c.ancestor_id AND p.code = $3
          WHERE l.level = $1::map.locality_level AND l.begins <= $2::date AND $2::date < l.ends
          ORDER BY md5(l.code) LIMIT 60`,
        [level, day, province],
      )
    ).rows;
  const old = await below('COMMUNE', BEFORE_REFORM);
  const communes = await below('COMMUNE', NEIGHBOURHOODS_SINCE);
  const villages = await below('NEIGHBOURHOOD', NEIGHBOURHOODS_SINCE);
  return [
    {
      name: 'look-up by code and day',
      query: 'query ($code: String!, $day: Date!) { locality(code: $code, asOf: $day) { code fullName level } }',
      variables: old.map(({ code }) => ({ code, day: BEFORE_REFORM })),
    },
    {
      name: 'children',
      query:
        'query ($code: String!, $day: Date!) { locality(code: $code, asOf: $day) { code children(asOf: $day, first: 100) { nodes { code fullName level } } } }',
      variables: communes.map(({ code }) => ({ code, day: NEIGHBOURHOODS_SINCE })),
    },
    {
      name: 'ancestors',
      query:
        'query ($code: String!, $day: Date!) { locality(code: $code, asOf: $day) { code ancestors(asOf: $day) { code fullName level } } }',
      variables: villages.map(({ code }) => ({ code, day: NEIGHBOURHOODS_SINCE })),
    },
    {
      name: 'search by name',
      query:
        'query ($name: String!, $day: Date!) { localities(asOf: $day, filter: { name: $name }, first: 10) { nodes { code fullName level } } }',
      variables: old.map(({ typed }) => ({ name: typed, day: BEFORE_REFORM })),
    },
  ];
}
