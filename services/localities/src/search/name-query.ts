import { badInput } from '@thi-dua/schema/errors';

/** What somebody typed to find a unit: its name (or code), and the units it is said to lie in, nearest first. */
export interface NameQuery {
  readonly name: string;
  readonly ancestors: readonly string[];
}

const MAX_LENGTH = 100;
const MAX_PARTS = 5;
const hasLetterOrDigit = (text: string) => /[a-z0-9đ]/i.test(text.normalize('NFD'));

/** "Xã Tân Lập, huyện Mộc Châu, Sơn La": commas part a name from the units around it, as addresses do. */
export function readNameQuery(text: string, argument: string): NameQuery {
  const given = text.normalize('NFC').replace(/\s+/gu, ' ').trim();
  if (given.length === 0 || given.length > MAX_LENGTH) {
    throw badInput(`"${argument}" takes 1 to ${MAX_LENGTH} characters.`, argument);
  }
  const [name, ...ancestors] = given.split(',').map((part) => part.trim());
  if (name === undefined || !hasLetterOrDigit(name)) {
    throw badInput(`"${argument}" must begin with a name: at least one Latin letter or digit.`, argument);
  }
  if (ancestors.length >= MAX_PARTS) {
    throw badInput(
      `"${argument}" takes a name and at most ${MAX_PARTS - 1} units around it, parted by commas.`,
      argument,
    );
  }
  return { name, ancestors: ancestors.filter(hasLetterOrDigit) };
}
