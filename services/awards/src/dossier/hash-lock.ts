/**
 * The lock, by its name, under which a file in the store is taken for the content of a row, and under which one that no row
 * names is removed: it is never removed while somebody is about to name it.
 */
export const hashLock = (sha256: string): string => `dossier:${sha256}`;
