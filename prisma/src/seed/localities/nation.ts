import type { Recorded } from './facts.js';

/** The root of every map; its provinces are all recorded, before the reform and since. */
export const nation: Recorded = {
  locality: {
    key: 'VN',
    code: 'VN',
    level: 'NATION',
    names: [{ name: 'Việt Nam', fullName: 'Nước Cộng hòa xã hội chủ nghĩa Việt Nam', type: 'Quốc gia', from: null }],
    validFrom: null,
    validTo: null,
    parents: [],
  },
  successions: [],
};
