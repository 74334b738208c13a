import { connect } from './connect.js';
import { OperatorError } from './errors.js';
import { OPERATOR, OWNER, ROLLUP } from './roles.js';
import { SCHEMAS } from './services.js';

/**
 * Refuses to serve with a login that could get around row-level security, or while a table of a tenant's records is not
 * under it.
 */
export async function assertSafeRole(appUrl: string): Promise<void> {
  const client = await connect(appUrl);
  try {
    const { rows } = await client.query<{ fault: string }>(
      `WITH me AS (SELECT oid, rolname, rolsuper FROM pg_roles WHERE rolname = current_user),
       -- Every role the login is, or can make itself (a superuser counts as a member of all: that alone is told).
       mine AS (
         SELECT r.*, CASE WHEN r.oid = me.oid THEN 'it' ELSE 'its role ' || r.rolname END AS who
         FROM pg_roles r, me WHERE r.oid = me.oid OR (NOT me.rolsuper AND pg_has_role(me.oid, r.oid, 'MEMBER'))),
       ours AS (SELECT oid, nspname, nspowner FROM pg_namespace WHERE nspname = ANY($1::text[])),
       exempt AS (SELECT oid FROM pg_roles WHERE rolsuper OR rolbypassrls)
       SELECT who || ' is a superuser' AS fault FROM mine WHERE rolsuper
       UNION ALL SELECT who || ' is exempt from row-level security (BYPASSRLS)' FROM mine WHERE rolbypassrls
       UNION ALL SELECT who || ' may create roles' FROM mine WHERE rolcreaterole
       UNION ALL SELECT 'it is a member of ' || mine.rolname FROM mine, me
         WHERE mine.rolname = ANY($2::text[]) AND mine.oid <> me.oid
       UNION ALL SELECT who || ' owns the database' FROM mine JOIN pg_database d ON d.datdba = mine.oid
         WHERE d.datname = current_database()
       UNION ALL SELECT who || ' owns the schema ' || ours.nspname FROM mine JOIN ours ON ours.nspowner = mine.oid
       UNION ALL SELECT who || ' owns ' || c.oid::regclass::text FROM mine JOIN pg_class c ON c.relowner = mine.oid
         JOIN ours ON ours.oid = c.relnamespace
       UNION ALL SELECT who || ' owns the function ' || p.oid::regprocedure::text FROM mine JOIN pg_proc p ON p.proowner = mine.oid
         JOIN ours ON ours.oid = p.pronamespace
       UNION ALL SELECT 'row-level security is not forced on ' || c.oid::regclass::text
         FROM pg_class c JOIN ours ON ours.oid = c.relnamespace
         JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
         WHERE c.relkind IN ('r', 'p') AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
       -- TRUNCATE asks no policy.
       UNION ALL SELECT 'it may empty ' || c.oid::regclass::text
         FROM me, pg_class c JOIN ours ON ours.oid = c.relnamespace
         WHERE NOT me.rolsuper AND c.relkind IN ('r', 'p') AND has_table_privilege(me.oid, c.oid, 'TRUNCATE')
       -- A view or a SECURITY DEFINER function sees what its owner sees.
       UNION ALL SELECT c.oid::regclass::text || ' reads as a role that is exempt from row-level security'
         FROM pg_class c JOIN ours ON ours.oid = c.relnamespace JOIN exempt ON exempt.oid = c.relowner
         WHERE c.relkind IN ('v', 'm') AND NOT coalesce(c.reloptions @> '{security_invoker=true}', false)
       UNION ALL SELECT p.oid::regprocedure::text || ' runs as a role that is exempt from row-level security'
         FROM pg_proc p JOIN ours ON ours.oid = p.pronamespace JOIN exempt ON exempt.oid = p.proowner
         WHERE p.prosecdef`,
      [[...SCHEMAS], [OWNER, OPERATOR, ROLLUP]],
    );
    if (rows.length > 0) {
      throw new OperatorError(
        'UNSAFE_ROLE',
        `Refusing to serve: the login in APP_DATABASE_URL must be confined by row-level security, but ${told(rows)}.`,
      );
    }
  } finally {
    await client.end();
  }
}

const NAMED = 10;
/** A member of the owner owns hundreds of things: what it is and what is open comes first. */
const isBelonging = (fault: string) => / owns | may empty /.test(fault);

function told(rows: readonly { fault: string }[]): string {
  const faults = rows.map(({ fault }) => fault).sort((a, b) => Number(isBelonging(a)) - Number(isBelonging(b)));
  const more = faults.length - NAMED;
  return more > 0 ? `${faults.slice(0, NAMED).join('; ')}; and ${more} more` : faults.join('; ');
}
