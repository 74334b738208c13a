/** The decrees that detail the law of awards, one after the other. */
export interface DecreeFacts {
  number: string;
  /** Null where no source at hand says since when. */
  validFrom: string | null;
  validTo: string | null;
  /** Whether a published source confirms its time. */
  confirmed: boolean;
}

export const decreeFacts: DecreeFacts[] = [
  // The decree to the law of 2003 that the documents of 2022 cite.
  { number: 'Nghị định 91/2017/NĐ-CP', validFrom: null, validTo: '2024-01-01', confirmed: false },
  // In force with the law of 2022; that the decree of 2025 replaced it no source at hand confirms.
  { number: 'Nghị định 98/2023/NĐ-CP', validFrom: '2024-01-01', validTo: '2025-07-01', confirmed: false },
  { number: 'Nghị định 152/2025/NĐ-CP', validFrom: '2025-07-01', validTo: null, confirmed: true },
];
