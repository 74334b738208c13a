const KEY = 'thi-dua-token';

/** The token lives as long as the tab, and is in no other: never in localStorage, never in the address. */
export const keptToken = (): string | null => sessionStorage.getItem(KEY);
export const keepToken = (token: string): void => sessionStorage.setItem(KEY, token);
export const forgetToken = (): void => sessionStorage.removeItem(KEY);

/**
 * When a token says that it ends, in milliseconds; null where it says nothing that can be read. Whether it is good is for
 * the server to say: this only spares the reader a page that has quietly stopped working.
 */
export function endOf(token: string): number | null {
  try {
    const claims: unknown = JSON.parse(atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')));
    const end = typeof claims === 'object' && claims !== null && 'exp' in claims ? claims.exp : null;
    return typeof end === 'number' && Number.isFinite(end) ? end * 1000 : null;
  } catch {
    return null;
  }
}
