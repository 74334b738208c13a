/** In the order in which they are migrated: everything else builds on the map, which is localities'. */
export const SERVICES = ['localities', 'indicators', 'campaigns', 'awards'] as const;
/** Every database schema of ours. `events` and `audit` are localities', and written by what changes in every service. */
export const SCHEMAS = ['map', 'events', 'audit', ...SERVICES] as const;
