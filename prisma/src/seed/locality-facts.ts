/**
 * The shape in which localities and what became of them are written down in `localities/*.ts`.
 *
 * A locality is one administrative unit during one stretch of time. Its key is stable for ever (its id derives from it).
 * Days are half-open `[validFrom, validTo)`. What the sources do not say is null and flagged, never guessed.
 */
export interface LocalityFacts {
  /**
   * `<level letter><code>@<first day or 'old'>`: `P24@old`, `P24@2025-07-01`, `D009@old`, `C00352@old`, `VN`.
   * Where the first day is unknown, the day of the first record that shows it: `C00373@2025-03-12`.
   */
  key: string;
  code: string;
  level: 'NATION' | 'PROVINCE' | 'DISTRICT' | 'COMMUNE' | 'NEIGHBOURHOOD';
  /** Dated names, oldest first; `from` null: since before the first record. */
  names: NameFacts[];
  /** First day; null: stands since before the first record, or begun on a day the sources do not name (flagged, with `seenFrom`). */
  validFrom: string | null;
  /** Day after the last; null: still stands, or ended on a day the sources do not name (flagged, with `goneBy`). */
  validTo: string | null;
  /** First record that shows it, where its first day is unknown: it is taken to stand from here on. */
  seenFrom?: string;
  /** First record that no longer shows it, where its last day is unknown: it is taken to stand until then. */
  goneBy?: string;
  /** Dated parents, oldest first; `from` null: from the unit's own first day. */
  parents: { parent: string; from: string | null }[];
  /**
   * The number of direct children the unit officially has, where not all of them are recorded here. Dated, oldest first:
   * an entry applies from its day until the next entry's, or to the unit's end; `from` null: from the unit's own first day.
   * No entry for a stretch of time in which all children are recorded.
   */
  declaredChildren?: { count: number; from: string | null }[];
  flags?: { code: LocalityFlagCode; explanation: string }[];
}
export interface NameFacts {
  /** Without the type: "Khương Mai". */
  name: string;
  /** With it: "Phường Khương Mai". */
  fullName: string;
  /** "Phường", "Xã", "Thị trấn", "Quận", "Huyện", "Thị xã", "Thành phố", "Tỉnh", "Thành phố trực thuộc Trung ương", "Đặc khu", "Quốc gia". */
  type: string;
  from: string | null;
}
export type LocalityFlagCode =
  | 'FIRST_DAY_UNKNOWN'
  | 'LAST_DAY_UNKNOWN'
  | 'HEIR_UNKNOWN'
  | 'ORIGIN_UNKNOWN'
  /** Some of the units it was formed from are not recorded here: its list of predecessors is not whole. */
  | 'ORIGIN_PARTIAL'
  | 'RENAME_DAY_UNKNOWN'
  /** It came under another parent on a day the sources do not name; `from` is the first record that shows it. */
  | 'PARENT_DAY_UNKNOWN'
  | 'RESOLUTION_UNKNOWN';

/** From a unit that ended to what it became; PART where it was split. */
export interface SuccessionFacts {
  from: string;
  to: string;
  effectiveOn: string;
  extent: 'WHOLE' | 'PART';
  /** The resolution with number and day; null where no source confirms it. */
  legalBasis: string | null;
}

/** A status a locality holds for a time (diện): e.g. EXTREMELY_DIFFICULT_COASTAL. */
export interface DesignationFacts {
  locality: string;
  kind:
    | 'EXTREMELY_DIFFICULT'
    | 'EXTREMELY_DIFFICULT_COASTAL'
    | 'BORDER'
    | 'ETHNIC_MINORITY_MOUNTAINOUS'
    | 'POOR_DISTRICT';
  name: string;
  validFrom: string;
  validTo: string | null;
  legalBasis: string | null;
}

/** How many units of a territory bear a status for a time, by the decision that lists them. */
export interface DeclaredBearersFacts extends Omit<DesignationFacts, 'name'> {
  count: number;
}
