import { afterAll, expect, test } from 'vitest';
import { testDatabase } from '../../kit/database.js';
import { fuzz, told } from './run.js';
import { startSubject } from './subject.js';

const { appUrl } = await testDatabase();
const subject = await startSubject(appUrl);
afterAll(() => subject.stop());

test('three hundred documents of the grammar, whole and broken, are each answered as is promised', async () => {
  const tally = await fuzz(subject, { documents: 300, seed: 20_240_909, faults: 3 });
  expect(tally.failures.map(told)).toEqual([]);
  expect(tally.documents).toBe(300);
  // A fuzzer whose documents are all refused tests the validation alone.
  expect(tally.answered).toBeGreaterThan(50);
});
