const MOST = 100;

/** Of visible characters alone: it is what an administrator tells keys apart by. */
export const isSensibleName = (name: string): boolean =>
  name.trim() !== '' && [...name].length <= MOST && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(name);
