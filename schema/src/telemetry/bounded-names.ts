/** In place of every name beyond those that are kept. */
export const OTHER = 'other';

/**
 * Names that may become labels: the first few, and of each that brings them only so many. Labels cost memory here and at whoever
 * collects them, for as long as the process runs, and the names are whatever clients send.
 */
export class BoundedNames {
  readonly #known = new Set<string>();
  readonly #broughtBy = new Map<string, number>();

  constructor(
    private readonly most: number,
    private readonly mostOfOne = most,
  ) {}

  /** The name, where it is kept, or "other". */
  label(name: string, broughtBy: string): string {
    if (this.#known.has(name)) return name;
    const brought = this.#broughtBy.get(broughtBy) ?? 0;
    if (this.#known.size >= this.most || brought >= this.mostOfOne) return OTHER;
    this.#known.add(name);
    this.#broughtBy.set(broughtBy, brought + 1);
    return name;
  }
}
