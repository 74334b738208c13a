import { createHash } from 'node:crypto';
import { connect } from '../connect.js';
import { ADVISORY_LOCK } from '../roles.js';
import { awardFormFacts } from './awards/award-forms.js';
import { conferralFacts } from './awards/conferrals.js';
import { holidayFacts } from './awards/holidays.js';
import { awardDefaultFacts } from './awards/limits.js';
import { indicatorFacts } from './indicators/definitions.js';
import { planFigures, publishedFigures } from './indicators/figures.js';
import { methodologyFacts } from './indicators/methodologies.js';
import { designationFacts, localityFacts, regionFacts, successionFacts } from './localities/index.js';
import { movementFacts } from './movements.js';
import { planFacts } from './plans/index.js';
import { seedAwards } from './seed-awards.js';
import { seedCampaigns } from './seed-campaigns.js';
import { seedIndicators } from './seed-indicators.js';
import { seedLocalities } from './seed-localities.js';
import { tenantFacts } from './tenants.js';

const fingerprint = () =>
  createHash('sha256')
    .update(
      JSON.stringify([
        localityFacts,
        successionFacts,
        designationFacts,
        regionFacts,
        tenantFacts,
        movementFacts,
        planFacts,
        awardFormFacts,
        conferralFacts,
        holidayFacts,
        awardDefaultFacts,
        indicatorFacts,
        methodologyFacts,
        publishedFigures,
        planFigures,
      ]),
    )
    .digest('hex');

/**
 * Writes the facts the project ships, in one transaction, with the operator's login. What is there already stays as it
 * is; the same facts are not written twice, and a second start pays one query.
 */
export async function seed(operatorUrl: string): Promise<void> {
  const client = await connect(operatorUrl);
  try {
    const facts = fingerprint();
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [ADVISORY_LOCK]);
    const { rowCount } = await client.query('SELECT FROM map.seeded WHERE fingerprint = $1', [facts]);
    if (rowCount === 0) {
      await seedLocalities(client);
      await seedIndicators(client);
      await seedAwards(client);
      await seedCampaigns(client);
      await client.query('INSERT INTO map.seeded (fingerprint) VALUES ($1)', [facts]);
    }
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}
