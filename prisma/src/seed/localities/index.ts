import type { LocalityFacts, SuccessionFacts } from '../locality-facts.js';
import { bacGiang } from './bac-giang.js';
import { caoBang } from './cao-bang.js';
import type { Recorded } from './facts.js';
import { haNoi } from './ha-noi.js';
import { nation } from './nation.js';
import { provinces } from './provinces.js';
import { quangBinh } from './quang-binh.js';

/** Everything recorded, level by level from the nation down: every parent comes before its children. */
const recorded: readonly Recorded[] = [nation, ...provinces, ...haNoi, ...quangBinh, ...bacGiang, ...caoBang];

export const localityFacts: LocalityFacts[] = recorded.map(({ locality }) => locality);

export const successionFacts: SuccessionFacts[] = recorded.flatMap(({ successions }) => successions);

export { declaredBearers, designationFacts } from './designations.js';
export { regionFacts } from './regions.js';
