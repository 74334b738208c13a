import { type Change, CriticalityLevel } from '@graphql-inspector/core';
import type { GraphQLSchema } from 'graphql';
import { changesBetween, type Declared } from './changes.js';

const HEAD = `# Changelog of the schema

Written by \`npm run changelog\` from the difference between the schema last released (\`schema/released.graphql\`) and the one of
today. What is deprecated says until when it stands, half a year at least, and what takes its place; what breaks clients is
declared in \`schema/breaking-changes.json\`, with its reason.
`;

const groups: readonly (readonly [level: CriticalityLevel, title: string])[] = [
  [CriticalityLevel.Breaking, 'Breaking'],
  [CriticalityLevel.Dangerous, 'To be looked at'],
  [CriticalityLevel.NonBreaking, 'New, or of no consequence for clients'],
];

const byMessage = (a: Change, b: Change) => (a.message < b.message ? -1 : 1);

function written(changes: readonly Change[], declared: readonly Declared[]): string {
  const reasonOf = ({ type, path }: Change) => {
    const found = declared.find((one) => one.change === type && one.path === path);
    return found === undefined ? '' : ` ${found.reason}`;
  };
  const sections = groups.flatMap(([level, title]) => {
    const own = changes.filter(({ criticality }) => criticality.level === level).sort(byMessage);
    if (own.length === 0) return [];
    return [`### ${title}\n\n${own.map((change) => `- ${change.message}.${reasonOf(change)}`).join('\n')}\n`];
  });
  return sections.length === 0 ? 'Nothing has changed.\n' : sections.join('\n');
}

const releases = /^## \d{4}-\d{2}-\d{2}/m;

/** What was written of releases stays as it is. */
export async function changelog(
  kept: string,
  released: GraphQLSchema,
  current: GraphQLSchema,
  declared: readonly Declared[],
  title = 'Not yet released',
): Promise<string> {
  const begin = kept.search(releases);
  const past = begin === -1 ? '' : `\n${kept.slice(begin)}`;
  return `${HEAD}\n## ${title}\n\n${written(await changesBetween(released, current), declared)}${past}`;
}
