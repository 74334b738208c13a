/** How the database writes "since before the first record" and "still stands" (see prisma/localities/schema.prisma). */
export const EVER_BEFORE = '0001-01-01';
export const EVER_AFTER = '9999-12-31';
