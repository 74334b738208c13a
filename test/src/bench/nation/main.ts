import { onNation } from './on-nation.js';
import { run } from './run.js';
import { wishFrom } from './wish.js';

// `npm run bench -- nation`: the engine of figures at the size of the country.
const wish = wishFrom(process.argv.slice(3));
if (wish === null) process.exitCode = 2;
else await onNation(wish, run);
