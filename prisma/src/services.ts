/** In the order in which they are migrated: everything else builds on the map, which is localities'. */
export const SERVICES = ['localities', 'indicators', 'campaigns', 'awards'] as const;
/** Every database schema of ours. */
export const SCHEMAS = ['map', ...SERVICES] as const;
