import { createHash } from 'node:crypto';
import type pg from 'pg';
import { OWNER, ROLLUP, WORKER } from '../roles.js';
import { SCHEMAS } from '../services.js';

/** Every object of ours in a database, and how it is defined, as a hash: `policy campaigns.plan: plan_read` → `1f2e…`. */
export type Catalog = ReadonlyMap<string, string>;

/**
 * As the catalog itself writes definitions, so that spelling in migrations does not matter. The login that serves is `app`, whatever it
 * is called. What extensions own, Prisma's bookkeeping and the queue's library's tables are not ours. `NOT NULL` is a column's, not a constraint's:
 * versions of PostgreSQL differ in that.
 */
const OBJECTS = `
WITH ours AS (SELECT oid, nspname, nspacl, nspowner FROM pg_namespace WHERE nspname = ANY ($1::text[])),
named AS (SELECT oid, CASE rolname WHEN $2 THEN 'app' ELSE rolname::text END AS role FROM pg_roles),
rel AS (
  SELECT c.*, c.oid::regclass::text AS named FROM pg_class c JOIN ours ON ours.oid = c.relnamespace
  WHERE c.relname NOT LIKE '\\_prisma\\_migrations%' AND c.relname <> '_prisma_migrations_pkey'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')),
fn AS (
  SELECT p.*, p.oid::regprocedure::text AS named FROM pg_proc p JOIN ours ON ours.oid = p.pronamespace
  WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')),
rights AS (
  SELECT 'schema ' || nspname AS what, a.* FROM ours, aclexplode(coalesce(nspacl, acldefault('n', nspowner))) a WHERE a.grantee <> nspowner
  UNION ALL SELECT 'table ' || named, a.* FROM rel, aclexplode(coalesce(relacl, acldefault('r', relowner))) a WHERE relkind IN ('r', 'p', 'v', 'm') AND a.grantee <> relowner
  UNION ALL SELECT 'sequence ' || named, a.* FROM rel, aclexplode(coalesce(relacl, acldefault('s', relowner))) a WHERE relkind = 'S' AND a.grantee <> relowner
  UNION ALL SELECT 'column ' || named || '.' || t.attname, a.* FROM rel JOIN pg_attribute t ON t.attrelid = rel.oid, aclexplode(t.attacl) a WHERE a.grantee <> relowner
  UNION ALL SELECT 'function ' || named, a.* FROM fn, aclexplode(coalesce(proacl, acldefault('f', proowner))) a WHERE a.grantee <> proowner)
SELECT 'schema ' || nspname AS object, (SELECT role FROM named WHERE named.oid = nspowner) AS definition FROM ours
UNION ALL SELECT CASE relkind WHEN 'v' THEN 'view ' WHEN 'm' THEN 'view ' ELSE 'table ' END || named,
  concat_ws(' ', relkind, (SELECT role FROM named n WHERE n.oid = relowner), 'rls', relrowsecurity, relforcerowsecurity, reloptions::text,
    CASE WHEN relkind IN ('v', 'm') THEN pg_get_viewdef(oid) END)
  FROM rel WHERE relkind IN ('r', 'p', 'v', 'm')
UNION ALL SELECT 'sequence ' || named, (SELECT role FROM named n WHERE n.oid = relowner) FROM rel WHERE relkind = 'S'
UNION ALL SELECT 'column ' || rel.named || '.' || t.attname,
  concat_ws(' ', format_type(t.atttypid, t.atttypmod), t.attnotnull, t.attidentity, t.attgenerated, pg_get_expr(d.adbin, d.adrelid))
  FROM rel JOIN pg_attribute t ON t.attrelid = rel.oid AND t.attnum > 0 AND NOT t.attisdropped
  LEFT JOIN pg_attrdef d ON d.adrelid = rel.oid AND d.adnum = t.attnum WHERE rel.relkind IN ('r', 'p')
UNION ALL SELECT 'constraint ' || rel.named || ': ' || k.conname, pg_get_constraintdef(k.oid) || CASE WHEN k.convalidated THEN '' ELSE ' unchecked' END
  FROM pg_constraint k JOIN rel ON rel.oid = k.conrelid WHERE k.contype IN ('c', 'f', 'p', 'u', 'x')
UNION ALL SELECT 'index ' || rel.named, pg_get_indexdef(i.indexrelid) || CASE WHEN i.indisvalid THEN '' ELSE ' invalid' END
  FROM pg_index i JOIN rel ON rel.oid = i.indexrelid
UNION ALL SELECT 'policy ' || rel.named || ': ' || p.polname, concat_ws(' ', p.polcmd, p.polpermissive,
    (SELECT string_agg(coalesce((SELECT role FROM named WHERE named.oid = r), 'public'), ',' ORDER BY 1) FROM unnest(p.polroles) r),
    pg_get_expr(p.polqual, p.polrelid), 'check', pg_get_expr(p.polwithcheck, p.polrelid))
  FROM pg_policy p JOIN rel ON rel.oid = p.polrelid
UNION ALL SELECT 'trigger ' || rel.named || ': ' || t.tgname, concat_ws(' ', pg_get_triggerdef(t.oid), t.tgenabled)
  FROM pg_trigger t JOIN rel ON rel.oid = t.tgrelid WHERE NOT t.tgisinternal
UNION ALL SELECT 'function ' || fn.named, concat_ws(' ', pg_get_function_result(fn.oid), fn.prosecdef, fn.provolatile, fn.proisstrict, fn.proparallel,
    l.lanname, fn.proconfig::text, (SELECT role FROM named n WHERE n.oid = fn.proowner), pg_get_function_arguments(fn.oid), fn.prosrc, pg_get_function_sqlbody(fn.oid))
  FROM fn JOIN pg_language l ON l.oid = fn.prolang
UNION ALL SELECT 'type ' || t.oid::regtype::text, (SELECT string_agg(e.enumlabel, ',' ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid)
  FROM pg_type t JOIN ours ON ours.oid = t.typnamespace WHERE t.typtype = 'e'
UNION ALL SELECT 'right on ' || what || ': ' || coalesce((SELECT role FROM named WHERE named.oid = grantee), 'public'),
  string_agg(privilege_type || CASE WHEN is_grantable THEN ' to grant' ELSE '' END, ',' ORDER BY privilege_type)
  FROM rights GROUP BY what, grantee`;

/** Whom the schemas were opened to when they were made: the login that serves, unless another is named now. */
async function servingRole(client: pg.ClientBase, login: string): Promise<string> {
  const { rows } = await client.query<{ role: string }>(
    `SELECT r.rolname AS role FROM pg_namespace n, aclexplode(n.nspacl) a JOIN pg_roles r ON r.oid = a.grantee
     WHERE n.nspname = 'map' AND a.grantee <> n.nspowner AND r.rolname <> ALL ($1::text[])
     ORDER BY r.rolname <> $2, 1 LIMIT 1`,
    [[OWNER, ROLLUP, WORKER], login],
  );
  return rows[0]?.role ?? login;
}

/** What is in a database now. `login` is the one that serves. */
export async function catalogOf(client: pg.ClientBase, login: string): Promise<Catalog> {
  const app = await servingRole(client, login);
  // What is found by the search path is written without its schema.
  const { rows: paths } = await client.query<{ path: string }>("SELECT current_setting('search_path') AS path");
  const search = (path: string) => client.query("SELECT set_config('search_path', $1, false)", [path]);
  await search('public');
  const { rows } = await client.query<{ object: string; definition: string | null }>(OBJECTS, [[...SCHEMAS], app]);
  await search(paths[0]?.path ?? 'public');
  return new Map(
    rows
      .map(({ object, definition }): [string, string] => [
        object,
        createHash('sha256')
          .update(definition ?? '')
          .digest('hex')
          .slice(0, 16),
      ])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

export interface Drift {
  missing: string[];
  altered: string[];
  /** There, though no migration makes it. */
  unknown: string[];
}

export function driftOf(made: Catalog, found: Catalog): Drift {
  return {
    missing: [...made.keys()].filter((object) => !found.has(object)),
    altered: [...made].flatMap(([object, hash]) => (found.has(object) && found.get(object) !== hash ? [object] : [])),
    unknown: [...found.keys()].filter((object) => !made.has(object)),
  };
}
