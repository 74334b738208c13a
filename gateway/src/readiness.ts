import { SERVICES, type ServiceName } from '@thi-dua/schema/identity';
import { isInProcess, type Subgraphs } from './subgraph-transport.js';

export interface Readiness {
  status: 'ready' | 'not ready' | 'draining';
  /** "unknown" where no service that knows it answers. */
  database: 'up' | 'down' | 'unknown';
  subgraphs: Partial<Record<ServiceName, 'up' | 'down'>>;
}

export interface ReadinessOptions {
  subgraphs: Subgraphs;
  /** Rejects when the database does not answer. Left out where only the services, on their own, reach it. */
  checkDatabase?: (() => Promise<unknown>) | undefined;
}

const timeoutMs = 3000;
type Seen = 'up' | 'no database' | 'down';

/** Asks the database and every service anew; those who ask at the same moment share one look. */
export function createReadiness({ subgraphs, checkDatabase }: ReadinessOptions): () => Promise<Readiness> {
  const checks: [ServiceName, () => Promise<Seen>][] = isInProcess(subgraphs)
    ? subgraphs.map((subgraph) => [subgraph.name, () => answers(subgraph.check())])
    : SERVICES.flatMap((name) => {
        const urls = subgraphs[name];
        return urls === undefined ? [] : [[name, () => askAny(urls)]];
      });

  const look = async (): Promise<Readiness> => {
    const [database, ...seen] = await Promise.all([
      checkDatabase ? answers(checkDatabase()) : null,
      ...checks.map(async ([name, check]) => [name, await check()] as const),
    ]);
    const all = seen.map(([, state]) => state);
    const told = all.includes('no database') ? 'down' : all.includes('up') ? 'up' : 'unknown';
    const state = database === null ? told : database === 'up' ? 'up' : 'down';
    return {
      status: state === 'up' && all.every((one) => one === 'up') ? 'ready' : 'not ready',
      database: state,
      subgraphs: Object.fromEntries(seen.map(([name, one]) => [name, one === 'up' ? 'up' : 'down'])),
    };
  };

  let running: Promise<Readiness> | undefined;
  return () => {
    running ??= look().finally(() => {
      running = undefined;
    });
    return running;
  };
}

async function answers(check: Promise<unknown>): Promise<Seen> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Seen>((resolve) => {
    timer = setTimeout(() => resolve('down'), timeoutMs);
  });
  try {
    return await Promise.race([check.then((): Seen => 'up'), late]);
  } catch {
    return 'down';
  } finally {
    clearTimeout(timer);
  }
}

/** One that is ready is enough. */
async function askAny(urls: readonly string[]): Promise<Seen> {
  const seen = await Promise.all(urls.map(askOver));
  return seen.find((one) => one === 'up') ?? seen.find((one) => one === 'no database') ?? 'down';
}

async function askOver(graphqlUrl: string): Promise<Seen> {
  try {
    const response = await fetch(new URL('ready', graphqlUrl), {
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.body?.cancel();
    return response.status === 200 ? 'up' : response.status === 503 ? 'no database' : 'down';
  } catch {
    return 'down';
  }
}
