import { parseArgs } from 'node:util';
import { OperatorError } from '@thi-dua/prisma/errors';
import { gatewayEnv } from '../env.js';
import { examine } from './examine.js';
import { type Finding, fail } from './finding.js';

const usage = 'Usage: npm run doctor -- [--json]';

async function findings(): Promise<Finding[]> {
  try {
    return await examine(gatewayEnv());
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    return [
      fail('configuration', error.message, 'Nothing else was looked at. docs/operations.md explains each setting.'),
    ];
  }
}

function wantsJson(): boolean {
  try {
    return parseArgs({ options: { json: { type: 'boolean' } } }).values.json ?? false;
  } catch (error) {
    throw new OperatorError('USAGE', `${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}

// `npm run doctor`: what is right, what is not, and what to do about it. Fails where anything does.
try {
  const json = wantsJson();
  const found = await findings();
  const failed = found.some(({ state }) => state === 'fail');
  process.exitCode = failed ? 1 : 0;
  if (json) process.stdout.write(`${JSON.stringify({ state: failed ? 'fail' : 'ok', checks: found }, null, 2)}\n`);
  else
    for (const { check, state, says, todo } of found)
      process.stdout.write(`${state.padEnd(5)} ${check}: ${says}${todo === undefined ? '' : `\n      → ${todo}`}\n`);
} catch (error) {
  if (!(error instanceof OperatorError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
