import { connect } from '@thi-dua/prisma/connect';
import type { TestDatabase } from '../kit/database.js';

/** Settles all events that are committed, as whoever sends them out does first: from then on they are shown. */
export async function settleEvents({ operatorUrl }: TestDatabase): Promise<void> {
  const operator = await connect(operatorUrl);
  await operator.query('SELECT events.relay(1000000)');
  await operator.end();
}
