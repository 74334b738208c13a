import { onNation } from '../nation/on-nation.js';
import { wishFrom } from '../nation/wish.js';
import { run } from './run.js';

// `npm run bench -- report`: the nation's annual report, by GraphQL and in every file format.
const wish = wishFrom(process.argv.slice(3), 0.02);
if (wish === null) process.exitCode = 2;
else await onNation(wish, run);
