import { tenantFacts } from '@thi-dua/prisma/seed/tenants';
import type { CreateTenant, Inputs } from './kit.js';

/**
 * Tenants in memory, by the words of design §2 and in the plainest way: every question is answered by walking from
 * tenant to tenant on one day. It shares no code with the service or the database.
 */
export const EVER = '9999-12-31';

interface Modelled {
  kind: CreateTenant['kind'];
  unit: string | null;
  begins: string;
  ends: string;
  lines: { superior: string; begins: string; ends: string }[];
  successors: string[];
}

/** The map, as far as territories go. */
export interface Territories {
  /** The unit that bears a code on a day, and its level and last day. */
  unit(code: string, day: string): { id: string; level: string; begins: string; ends: string } | null;
  /** The unit that another lies in directly on a day. */
  parent(id: string, day: string): string | null;
}

const ranks = ['CENTRAL_BOARD', 'PROVINCE', 'DISTRICT', 'COMMUNE', 'AGENCY'];
const during = (at: { begins: string; ends: string }, day: string) => at.begins <= day && day < at.ends;
const dayBefore = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
const later = (a: string, b: string) => (a > b ? a : b);

export class Model {
  readonly tenants = new Map<string, Modelled>();

  constructor(
    private readonly territories: Territories,
    private readonly today: string,
    /** The last day that a tenant's issued plans are dated. */
    private readonly lastPlan: ReadonlyMap<string, string>,
    unitOfSeed: (slug: string) => string | null,
  ) {
    for (const fact of tenantFacts) {
      const begins = fact.establishedOn ?? '0001-01-01';
      const ends = fact.dissolvedOn ?? EVER;
      this.tenants.set(fact.slug, {
        kind: fact.kind,
        unit: unitOfSeed(fact.slug),
        begins,
        ends,
        lines: fact.superior === null ? [] : [{ superior: fact.superior, begins, ends }],
        successors: fact.successor === undefined ? [] : [fact.successor],
      });
    }
  }

  private tenant(slug: string): Modelled {
    const found = this.tenants.get(slug);
    if (found === undefined) throw new Error(`no ${slug}`);
    return found;
  }

  /** All who stand above on a day, nearest first. */
  lineOn(slug: string, day: string): string[] {
    const line = this.tenant(slug).lines.find((each) => during(each, day));
    return line === undefined ? [] : [line.superior, ...this.lineOn(line.superior, day)];
  }

  /** Those to whom what a tenant left has come by a day: its successors, theirs where they have ended, and so on. */
  private heirsOn(slug: string, day: string): string[] {
    const { ends, successors } = this.tenant(slug);
    return day < ends ? [] : successors.flatMap((successor) => [successor, ...this.heirsOn(successor, day)]);
  }

  archiveOn(slug: string, day: string): string[] {
    const { ends } = this.tenant(slug);
    if (day < ends) return [];
    const above = this.lineOn(slug, dayBefore(ends));
    return [...new Set([...above, ...above.flatMap((superior) => this.heirsOn(superior, day))])].filter(
      (each) => each !== slug,
    );
  }

  actingOn(slug: string, day: string): string[] {
    return [...new Set(this.heirsOn(slug, day))].filter((each) => each !== slug);
  }

  /** Whoever stands to another on a day, as "superior > subordinate: ground". */
  authorityOn(day: string): string[] {
    return [...this.tenants.keys()]
      .flatMap((slug) => [
        ...this.lineOn(slug, day).map((superior) => `${superior} > ${slug}: LINE`),
        ...this.archiveOn(slug, day).map((superior) => `${superior} > ${slug}: ARCHIVE`),
        ...this.actingOn(slug, day).map((superior) => `${superior} > ${slug}: SUCCESSOR`),
      ])
      .sort();
  }

  private stands(caller: string): boolean {
    const found = this.tenants.get(caller);
    return found !== undefined && during(found, this.today);
  }

  oversees(caller: string, slug: string): boolean {
    const day = later(this.tenant(slug).begins, this.today);
    return this.stands(caller) && [...this.lineOn(slug, day), ...this.archiveOn(slug, day)].includes(caller);
  }

  disposesOf(caller: string, slug: string): boolean {
    return (
      this.oversees(caller, slug) ||
      (this.stands(caller) && (caller === slug || this.actingOn(slug, this.today).includes(caller)))
    );
  }

  private holds(unit: string | null, part: string, day: string): boolean {
    for (let at = this.territories.parent(part, day); at !== null; at = this.territories.parent(at, day))
      if (at === unit) return true;
    return false;
  }

  private lineFits(kind: CreateTenant['kind'], unit: string | null, line: Modelled['lines'][number]): boolean {
    const superior = this.tenant(line.superior);
    return (
      ranks.indexOf(superior.kind) < ranks.indexOf(kind) &&
      superior.begins <= line.begins &&
      line.ends <= superior.ends &&
      (unit === null || this.holds(superior.unit, unit, line.begins))
    );
  }

  /** Whether each may be done; does it where it may. */
  createTenant(caller: string, input: CreateTenant): boolean {
    const { slug, kind, establishedOn, transfers = [], dissolvedOn: ends = EVER } = input;
    const places = [{ superior: input.superior, from: establishedOn }, ...transfers];
    if (this.tenants.has(slug) || kind === 'CENTRAL_BOARD') return false;
    if (places.some(({ superior }) => !this.tenants.has(superior) || !this.disposesOf(caller, superior))) return false;
    const turns = [...places.map(({ from }) => from), ends];
    if (turns.some((day, i) => i > 0 && day <= (turns[i - 1] ?? ''))) return false;
    let unit: string | null = null;
    if (kind === 'AGENCY') {
      if (input.localityCode !== undefined) return false;
    } else {
      const found = this.territories.unit(input.localityCode ?? '', input.asOf ?? establishedOn);
      if (found === null || found.level !== kind || !during(found, establishedOn) || found.ends < ends) return false;
      unit = found.id;
      const taken = [...this.tenants.values()].some(
        (other) => other.unit === unit && other.begins < ends && establishedOn < other.ends,
      );
      if (taken) return false;
    }
    const lines = places.map(({ superior, from }, i) => ({ superior, begins: from, ends: turns[i + 1] ?? ends }));
    if (!lines.every((line) => this.lineFits(kind, unit, line))) return false;
    this.tenants.set(slug, { kind, unit, begins: establishedOn, ends, lines, successors: [] });
    return true;
  }

  dissolveTenant(caller: string, { slug, on }: Inputs['dissolveTenant']): boolean {
    if (!this.tenants.has(slug) || !this.oversees(caller, slug)) return false;
    const tenant = this.tenant(slug);
    const others = [...this.tenants.values()];
    if (tenant.ends !== EVER || on <= tenant.begins) return false;
    if (others.some(({ lines }) => lines.some((line) => line.superior === slug && line.ends > on))) return false;
    if (others.some(({ successors, ends }) => successors.includes(slug) && ends >= on)) return false;
    if (on <= this.today && (this.lastPlan.get(slug) ?? '') >= on) return false;
    tenant.ends = on;
    tenant.lines = tenant.lines
      .filter((line) => line.begins < on)
      .map((line) => (line.ends > on ? { ...line, ends: on } : line));
    return true;
  }

  transferTenant(caller: string, { slug, superior, from }: Inputs['transferTenant']): boolean {
    if (!this.tenants.has(slug) || !this.tenants.has(superior)) return false;
    if (!this.oversees(caller, slug) || !this.disposesOf(caller, superior)) return false;
    const tenant = this.tenant(slug);
    const line = { superior, begins: from, ends: tenant.ends };
    if (tenant.ends <= this.today || !during(tenant, from) || !this.lineFits(tenant.kind, tenant.unit, line))
      return false;
    if (tenant.lines.every((each) => each.ends <= from || each.superior === superior)) return false;
    tenant.lines = [
      ...tenant.lines
        .filter((each) => each.begins < from)
        .map((each) => (each.ends > from ? { ...each, ends: from } : each)),
      line,
    ];
    return true;
  }

  nameSuccessor(caller: string, { tenant: slug, successor, insteadOf }: Inputs['nameSuccessor']): boolean {
    if (!this.tenants.has(slug) || !this.tenants.has(successor)) return false;
    if (!this.oversees(caller, slug) || !this.disposesOf(caller, successor)) return false;
    const tenant = this.tenant(slug);
    if (slug === successor || tenant.ends === EVER || this.tenant(successor).ends <= tenant.ends) return false;
    if (tenant.successors.includes(successor)) return false;
    if (insteadOf !== undefined && !tenant.successors.includes(insteadOf)) return false;
    tenant.successors = [...tenant.successors.filter((each) => each !== insteadOf), successor];
    return true;
  }
}
