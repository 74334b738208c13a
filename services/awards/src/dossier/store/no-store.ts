import { unavailable } from '@thi-dua/schema/errors';
import type { FileStore } from './file-store.js';

const away = async (): Promise<never> => {
  throw unavailable();
};

/** In place of a store, where nobody said where one is. */
export const noStore: FileStore = {
  put: away,
  has: away,
  read: away,
  remove: away,
  list() {
    throw unavailable();
  },
  sweep: away,
};
