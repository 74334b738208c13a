import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface CpuProfile {
  nodes: { id: number; callFrame: { functionName: string; url: string } }[];
  samples: number[];
  timeDeltas: number[];
}

/** The npm package or folder of ours that a script belongs to. */
function ownerOf({ functionName, url }: { functionName: string; url: string }): string | null {
  if (functionName === '(idle)' || functionName === '(root)') return null;
  if (functionName === '(garbage collector)') return 'garbage collection';
  if (url === '' || url.startsWith('node:')) return 'node';
  const [, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url) ?? [];
  if (name !== undefined && !name.startsWith('@thi-dua/')) return name;
  const [, own] = /\/(prisma|schema|gateway|services\/\w+)\/(?:src|generated)\//.exec(url) ?? [];
  return own === undefined ? 'other' : `ours: ${own}`;
}

/** Self time of the profile in `folder` by owner, the largest first, in percent of all that was not idle. */
export function whereTimeGoes(folder: string): { owner: string; percent: number }[] {
  const [file] = readdirSync(folder).filter((name) => name.endsWith('.cpuprofile'));
  if (file === undefined) return [];
  const profile = JSON.parse(readFileSync(join(folder, file), 'utf8')) as CpuProfile;
  const owners = new Map(profile.nodes.map((node) => [node.id, ownerOf(node.callFrame)]));
  const times = new Map<string, number>();
  let total = 0;
  profile.samples.forEach((id, i) => {
    const owner = owners.get(id) ?? null;
    if (owner === null) return;
    const time = profile.timeDeltas[i] ?? 0;
    total += time;
    times.set(owner, (times.get(owner) ?? 0) + time);
  });
  return [...times]
    .map(([owner, time]) => ({ owner, percent: (100 * time) / total }))
    .sort((a, b) => b.percent - a.percent);
}
