import { expect, test } from 'vitest';
import { crash } from './crash-run.js';

/** The long form is `npm run test:crash`. */
test('kill -9 of database, service and gateway under load: every acknowledged write is there once, and all adds up', async () => {
  const { kills, acknowledged, faults } = await crash({
    kills: 3,
    minutes: 2,
    seed: 9,
    parts: ['postgresql', 'indicators', 'gateway'],
  });
  expect(faults).toEqual([]);
  expect(kills).toEqual({ postgresql: 1, indicators: 1, gateway: 1 });
  expect(Object.keys(acknowledged).sort()).toEqual(expect.arrayContaining(['figure', 'nomination', 'plan']));
}, 240_000);
