const KEY = 'thi-dua-token';

/** The token lives as long as the tab, and is in no other: never in localStorage, never in the address. */
export const keptToken = (): string | null => sessionStorage.getItem(KEY);
export const keepToken = (token: string): void => sessionStorage.setItem(KEY, token);
export const forgetToken = (): void => sessionStorage.removeItem(KEY);
