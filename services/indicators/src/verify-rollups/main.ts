import { parseArgs } from 'node:util';
import { OperatorError } from '@thi-dua/prisma/errors';
import { openOperatorDatabase } from '@thi-dua/prisma/operator-database';
import { verifyEnv } from './env.js';
import {
  type CrossingDifference,
  type RollUpDifference,
  rebuildCrossings,
  rebuildRollUps,
  type Verified,
  verifyRollUps,
} from './roll-up-differences.js';

const usage = `Usage: npm run verify:rollups -- [--repair]
  --repair  add up anew what differs, then look again`;

function wishFrom(args: string[]): { repair: boolean } {
  try {
    const { values } = parseArgs({ args, options: { repair: { type: 'boolean' } } });
    return { repair: values.repair ?? false };
  } catch (error) {
    throw new OperatorError('USAGE', `${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}

function lineOf(difference: RollUpDifference): string {
  const { indicator, methodology, period, basis, unit, code, since } = difference;
  const question = [indicator, methodology, period, basis].filter((part) => part !== null).join(' ');
  const of = code === null ? `a unit that is not on the map (${unit})` : `${code} since ${since} (${unit})`;
  return `${question}, ${of}\n  stored:     ${difference.stored ?? 'nothing'}\n  recomputed: ${difference.recomputed ?? 'nothing'}\n`;
}

const crossingLine = ({ unit, code, day, by, isStored }: CrossingDifference): string =>
  `Border of ${code === null ? `a unit that is not on the map (${unit})` : `${code} (${unit})`}, crossed on ${day} by ${by}: ${isStored ? 'stored, and not so by the map' : 'by the map, and not stored'}\n`;

/** Names what differs; says how much. */
function report({ differences, crossings }: Verified): number {
  for (const difference of differences) process.stdout.write(lineOf(difference));
  for (const crossing of crossings) process.stdout.write(crossingLine(crossing));
  return differences.length + crossings.length;
}

// `npm run verify:rollups`: holds every stored roll-up against observations and map; fails where one differs.
try {
  const { repair } = wishFrom(process.argv.slice(2));
  const { client, close } = await openOperatorDatabase(verifyEnv(), 'indicators.roll_up');
  try {
    let verified = await verifyRollUps(client);
    let different = report(verified);
    if (repair && different > 0) {
      await rebuildCrossings(client);
      await rebuildRollUps(client, [...new Set(verified.differences.map(({ indicator }) => indicator))]);
      process.stdout.write(`Added up anew after ${different} differences.\n`);
      verified = await verifyRollUps(client);
      different = report(verified);
    }
    process.stdout.write(
      different === 0
        ? `All ${verified.rollUps} roll-ups are what observations and map add up to.\n`
        : `${different} differences in ${verified.rollUps} roll-ups.\n`,
    );
    if (different > 0) process.exitCode = 1;
  } finally {
    await close();
  }
} catch (error) {
  if (!(error instanceof OperatorError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
