import { randomUUID } from 'node:crypto';
import { createClient } from './client.js';
import { ProvincesDocument, type ProvincesQuery, SubmitFiguresDocument } from './operations.js';

const { GRAPHQL_URL = 'http://localhost:4000/graphql', TOKEN = '', UNIT, AS_OF, PERIOD, VALUE } = process.env;
if (!UNIT || !AS_OF || !PERIOD || !VALUE) throw new Error('Set UNIT, AS_OF, PERIOD and VALUE.');
const ask = createClient(GRAPHQL_URL, TOKEN);

async function* provinces(asOf: string) {
  let after: string | null = null;
  do {
    const { localities }: ProvincesQuery = await ask(ProvincesDocument, { asOf, after });
    yield* localities.nodes;
    after = localities.pageInfo.hasNextPage ? localities.pageInfo.endCursor : null;
  } while (after !== null);
}
let count = 0;
for await (const _province of provinces(AS_OF)) count++;
console.log(`provinces ${count}`);

const row = { localityCode: UNIT, asOf: AS_OF, indicator: 'ETHNIC_MINORITY_HOUSEHOLDS', period: PERIOD, value: VALUE };
// Kept with the rows until the answer is there: after a broken connection the same key is sent again.
const input = { idempotencyKey: randomUUID(), rows: [row] };
for (const _time of ['first', 'again']) {
  const { submitObservations } = await ask(SubmitFiguresDocument, { input });
  console.log(`accepted ${submitObservations.accepted} replayed ${submitObservations.replayed}`);
}

const wrong = { idempotencyKey: randomUUID(), rows: [{ ...row, indicator: 'NO_SUCH_INDICATOR' }] };
const { submitObservations } = await ask(SubmitFiguresDocument, { input: wrong });
for (const error of submitObservations.errors) console.log(`refused row ${error.row} ${error.code}`);
