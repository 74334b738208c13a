import type { Graph } from '../graph.js';
import { accessOf } from './access.js';
import { contributionsOf } from './contributions.js';
import { exemplarsOf } from './exemplars.js';
import { figuresOf } from './figures.js';
import { frozenBy } from './frozen.js';
import { dayOf, slugs, territoryOf } from './ground.js';
import { nominationsOf } from './nominations.js';
import { plansOf } from './plans.js';
import { reportsOf } from './reports.js';
import type { Secret } from './secret.js';

/** Every tenant drafts a plan, issues two, reports a figure and does all else that leaves something to hide, as its own people would. */
export async function populate(graph: Graph, owners: readonly string[] = slugs): Promise<Secret[]> {
  const secrets: Secret[] = [];
  for (const [i, owner] of owners.entries()) {
    const day = dayOf(owner);
    const plans = await plansOf(graph, owner, day);
    secrets.push(...plans);
    secrets.push(...(await accessOf(graph, owner, day)));
    secrets.push(...(await reportsOf(graph, owner, day)));
    secrets.push(...(await exemplarsOf(graph, owner, day)));
    secrets.push(...(await nominationsOf(graph, owner, day, plans.find(({ kind }) => kind === 'draft')?.id)));
    const territory = territoryOf(owner);
    if (territory === null) continue;
    secrets.push(...(await contributionsOf(graph, owner, territory, `${8_100_019 + i * 20_011}`)));
    secrets.push(...(await figuresOf(graph, owner, { day, territory, value: `${7_301_017 + i * 10_007}` })));
    secrets.push(await frozenBy(graph, owner, territory));
  }
  return secrets;
}
