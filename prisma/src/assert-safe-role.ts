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
      `WITH me AS (SELECT * FROM pg_roles WHERE rolname = current_user)
       SELECT 'it is a superuser' AS fault FROM me WHERE rolsuper
       UNION ALL SELECT 'it is exempt from row-level security (BYPASSRLS)' FROM me WHERE rolbypassrls
       UNION ALL SELECT 'it may create roles' FROM me WHERE rolcreaterole
       UNION ALL SELECT 'it is a member of ' || r.rolname FROM pg_roles r, me
         WHERE r.rolname = ANY($2::text[]) AND r.rolname <> me.rolname AND pg_has_role(me.oid, r.oid, 'MEMBER')
       UNION ALL SELECT 'it owns ' || c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, me
         WHERE n.nspname = ANY($1::text[]) AND c.relowner = me.oid
       UNION ALL SELECT 'row-level security is not forced on ' || c.oid::regclass::text
         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
         WHERE n.nspname = ANY($1::text[]) AND c.relkind IN ('r', 'p') AND NOT (c.relrowsecurity AND c.relforcerowsecurity)`,
      [[...SCHEMAS], [OWNER, OPERATOR, ROLLUP]],
    );
    if (rows.length > 0) {
      throw new OperatorError(
        'UNSAFE_ROLE',
        `Refusing to serve: the login in APP_DATABASE_URL must be confined by row-level security, but ${rows.map((row) => row.fault).join('; ')}.`,
      );
    }
  } finally {
    await client.end();
  }
}
