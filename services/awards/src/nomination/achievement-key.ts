/** Who is nominated, as far as it tells one achievement from another. */
export interface Nominee {
  tenant: string;
  subject: string;
  name: string;
  localityId: string | null;
}

/** A unit is itself, whatever it is called; everyone else goes by name and place. */
const UNITS = ['PROVINCE', 'DISTRICT', 'COMMUNE', 'NEIGHBOURHOOD'];

/** Upper and lower case, signs and spaces make no other name; Vietnamese marks do. */
const plain = (name: string) =>
  name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/**
 * One achievement: nominee, occasion, period. The kind of subject is no part of it: a household that one plan counts as a
 * collective and another as an individual has achieved but once.
 */
export function achievementKey(nominee: Nominee, occasion: string, period: string): string {
  const { subject, localityId, name, tenant } = nominee;
  const who =
    localityId !== null && UNITS.includes(subject)
      ? `unit:${localityId}`
      : `${localityId === null ? `tenant:${tenant}` : `in:${localityId}`}|${plain(name)}`;
  return `${who}|${occasion}|${period}`;
}
