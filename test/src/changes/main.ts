import { readFileSync, writeFileSync } from 'node:fs';
import { today } from '@thi-dua/schema/day';
import { changelog } from './changelog.js';
import { refusals } from './changes.js';
import {
  asReleased,
  changelogFile,
  currentSchema,
  declaredChanges,
  declaredFile,
  lastReleased,
  releasedFile,
} from './files.js';

// `npm run changelog` writes what has changed since the last release; with `--release` that becomes the release of today.
const release = process.argv.includes('--release');
const { released, releasedOn } = lastReleased();
const current = currentSchema();
const declared = declaredChanges();
const refused = await refusals({ released, releasedOn, current, declared });
for (const refusal of refused) process.stderr.write(`${refusal}\n`);
if (refused.length > 0 && release) process.exitCode = 1;
else {
  const kept = readFileSync(changelogFile, 'utf8');
  writeFileSync(changelogFile, await changelog(kept, released, current, declared, release ? today() : undefined));
  if (release) {
    writeFileSync(releasedFile, asReleased(current, today()));
    writeFileSync(declaredFile, '[]\n');
  }
}
