import type pg from 'pg';
import { PLANS } from './operations.js';

/**
 * Fifty tenants over fifty provinces, each with one open plan: synthetic, and said to be so. Each plan leads to another
 * tenant, each tenant to another unit, each unit to another figure.
 */
export async function prepare(operator: pg.ClientBase): Promise<void> {
  await operator.query(`INSERT INTO campaigns.movement VALUES ('BENCH', 'Synthetic', 2021, 2025, NULL)`);
  await operator.query(
    `WITH unit AS (
       SELECT id, row_number() OVER (ORDER BY code) AS n FROM map.locality l
       WHERE level = 'PROVINCE' AND begins <= '2022-12-31' AND '2022-12-31' < ends
         AND NOT EXISTS (SELECT FROM map.tenant t WHERE t.locality_id = l.id) LIMIT ${PLANS}
     ), made AS (
       INSERT INTO map.tenant (slug, kind, name, locality_id, begins, ends)
       SELECT 'bench-' || n, 'PROVINCE', 'Synthetic tenant ' || n, id, '0001-01-01', '9999-12-31' FROM unit RETURNING slug
     )
     INSERT INTO campaigns.plan (tenant_id, movement_code, title, status, visibility, document_type, issuer, issued_on, record_date, created_by)
     SELECT slug, 'BENCH', 'Synthetic plan of ' || slug, 'ISSUED', 'PUBLIC', 'KẾ HOẠCH', 'Synthetic', '2022-07-08', '2022-07-08', 'bench' FROM made`,
  );
  await operator.query(
    `INSERT INTO map.tenant_line SELECT slug, 'trung-uong', begins, ends FROM map.tenant WHERE slug LIKE 'bench-%'`,
  );
  await operator.query('SELECT map.rebuild_authority()');
  await operator.query('ANALYZE');
}
