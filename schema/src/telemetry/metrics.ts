import type { PoolUsage } from '@thi-dua/prisma/leases';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { ServiceName } from '../identity.js';
import { BoundedNames } from './bounded-names.js';

/** ok: whole. refused: as the rules have it. failed: a fault of ours, though the answer may hold something. */
export type Outcome = 'ok' | 'refused' | 'failed';

/** Codes that say that the system failed, and not that it refused. */
const FAULTS = new Set(['DISK_FULL', 'INTERNAL_SERVER_ERROR', 'UNAVAILABLE', 'OVERLOADED']);
const KNOWN_CODES = new Set([
  ...FAULTS,
  'BAD_USER_INPUT',
  'FORBIDDEN',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'LIMIT_EXCEEDED',
  'UNAUTHENTICATED',
]);

export const outcomeOf = (codes: readonly string[]): Outcome =>
  codes.length === 0 ? 'ok' : codes.some((code) => FAULTS.has(code)) ? 'failed' : 'refused';

export interface SeenOperation {
  /** What the client calls it. */
  name: string | undefined;
  type: string | undefined;
  tenant: string;
  seconds: number;
  cost: number | undefined;
  codes: readonly string[];
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const COSTS = [1, 10, 100, 1000, 10_000, 50_000, 100_000, 250_000, 500_000];
const OPERATIONS = 60;
/** A tenant that sends ever new names takes no more than this of the room for all. */
const OPERATIONS_OF_A_TENANT = 20;
const TENANTS = 100;

/** Everything that a process counts. What it is called is part of what operators rely on: dashboard and alerts name it. */
export class Metrics {
  readonly registry = new Registry();
  readonly #operations = new BoundedNames(OPERATIONS, OPERATIONS_OF_A_TENANT);
  readonly #tenants = new BoundedNames(TENANTS);
  readonly #pools = new Map<ServiceName, () => PoolUsage>();

  readonly #requests = this.counter('thidua_http_requests_total', 'HTTP requests answered.', ['route', 'status']);
  readonly #operationCount = this.counter('thidua_operations_total', 'GraphQL operations, whichever way they came.', [
    'operation',
    'tenant',
    'outcome',
  ]);
  readonly #operationSeconds = this.histogram(
    'thidua_operation_duration_seconds',
    'How long GraphQL operations took.',
    ['operation', 'type'],
    SECONDS,
  );
  readonly #tenantSeconds = this.histogram(
    'thidua_tenant_duration_seconds',
    "How long a tenant's GraphQL operations took.",
    ['tenant'],
    SECONDS,
  );
  readonly #errors = this.counter('thidua_errors_total', 'Operations with an error of a code.', ['code']);
  readonly #cost = this.histogram('thidua_operation_cost', 'Cost of operations.', ['type'], COSTS);
  readonly #tenantCost = this.counter('thidua_tenant_cost_total', 'Cost of all operations of a tenant.', ['tenant']);
  readonly #fetches = this.counter('thidua_subgraph_fetches_total', 'Steps of query plans, by service.', [
    'service',
    'outcome',
  ]);
  readonly #fetchSeconds = this.histogram(
    'thidua_subgraph_fetch_duration_seconds',
    'How long services took, as the gateway sees it.',
    ['service'],
    SECONDS,
  );
  readonly #leftAlone = new Gauge({
    name: 'thidua_subgraph_left_alone',
    help: 'How many processes of a service failed again and again and are left alone for a while.',
    labelNames: ['service'],
    registers: [this.registry],
  });
  readonly #executions = this.counter('thidua_executions_total', 'Executions of a service, by what they were.', [
    'service',
    'type',
    'outcome',
  ]);
  readonly #figures = this.counter('thidua_figures_taken_in_total', 'Figures committed.', []);
  readonly #exports = this.counter('thidua_exports_total', 'Exports that ended.', ['outcome']);
  readonly #exportsRunning = new Gauge({
    name: 'thidua_exports_running',
    help: 'Exports that this process works on.',
    registers: [this.registry],
  });
  readonly #auditLost = this.counter(
    'thidua_audit_lost_total',
    'Refusals that could not be entered into the audit log; they are in the log of the process.',
    ['service'],
  );

  constructor() {
    collectDefaultMetrics({ register: this.registry });
    this.#figures.inc(0);
    this.#exportsRunning.set(0);
    this.poolGauge('thidua_sessions_max', 'Database sessions that a service may have.', ({ max }) => max);
    this.poolGauge('thidua_sessions_open', 'Database sessions that a service has.', ({ open }) => open);
    this.poolGauge('thidua_sessions_in_use', 'Database sessions that are lent.', ({ inUse }) => inUse);
    this.poolGauge('thidua_sessions_waiting', 'Executions that wait for a session.', ({ waiting }) => waiting);
    const pools = this.#pools;
    new Counter({
      name: 'thidua_sessions_overloaded_total',
      help: 'Executions that were refused because no session became free in time.',
      labelNames: ['service'],
      registers: [this.registry],
      collect() {
        this.reset();
        for (const [service, usage] of pools) this.inc({ service }, usage().overloaded);
      },
    });
  }

  /** A service's database sessions are looked at whenever they are asked for. */
  watchPool(service: ServiceName, usage: () => PoolUsage): void {
    this.#pools.set(service, usage);
    this.#auditLost.inc({ service }, 0);
  }

  request(route: string, status: number): void {
    this.#requests.inc({ route, status: String(status) });
  }

  /** A request that was refused before it became an operation, or an operation that met errors. */
  errors(codes: readonly string[]): void {
    const shown = codes.map((code) => (KNOWN_CODES.has(code) ? code : 'OTHER'));
    for (const code of new Set(shown)) this.#errors.inc({ code });
  }

  operation({ name, type = 'unknown', tenant: slug, seconds, cost, codes }: SeenOperation): void {
    // Of what was not even understood, the name is nobody's operation.
    const operation = cost === undefined ? 'invalid' : this.#operations.label(name ?? 'anonymous', slug);
    const tenant = this.#tenants.label(slug, slug);
    this.#operationCount.inc({ operation, tenant, outcome: outcomeOf(codes) });
    this.#operationSeconds.observe({ operation, type }, seconds);
    this.#tenantSeconds.observe({ tenant }, seconds);
    this.errors(codes);
    if (cost === undefined || !Number.isFinite(cost)) return;
    this.#cost.observe({ type }, cost);
    this.#tenantCost.inc({ tenant }, cost);
  }

  fetched(service: ServiceName, outcome: Outcome, seconds: number): void {
    this.#fetches.inc({ service, outcome });
    this.#fetchSeconds.observe({ service }, seconds);
  }

  leftAlone(service: ServiceName, processes: number): void {
    this.#leftAlone.set({ service }, processes);
  }

  executed(service: ServiceName, type: string, outcome: Outcome): void {
    this.#executions.inc({ service, type, outcome });
  }

  figuresTakenIn(count: number): void {
    this.#figures.inc(count);
  }

  exportBegun(): void {
    this.#exportsRunning.inc();
  }

  exportEnded(outcome: 'done' | 'failed' | 'left'): void {
    this.#exportsRunning.dec();
    this.#exports.inc({ outcome });
  }

  auditLost(service: ServiceName | 'gateway', count = 1): void {
    this.#auditLost.inc({ service }, count);
  }

  private counter<Label extends string>(name: string, help: string, labelNames: readonly Label[]): Counter<Label> {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }

  private histogram<Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[],
    buckets: number[],
  ): Histogram<Label> {
    return new Histogram({ name, help, labelNames, buckets, registers: [this.registry] });
  }

  private poolGauge(name: string, help: string, value: (usage: PoolUsage) => number): void {
    const pools = this.#pools;
    new Gauge({
      name,
      help,
      labelNames: ['service'],
      registers: [this.registry],
      collect() {
        for (const [service, usage] of pools) this.set({ service }, value(usage()));
      },
    });
  }
}
