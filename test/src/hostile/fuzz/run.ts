import { parse } from 'graphql';
import { type Asked, DocumentWriter } from './document.js';
import { faultOf } from './judge.js';
import { mutated, mutatedBytes } from './mutate.js';
import { randomFrom } from './random.js';
import { shrink } from './shrink.js';
import { callerIn, type Subject } from './subject.js';
import type { Known } from './values.js';

/** In whose name is asked: the top, a province, a commune, and one that has ended. */
const CALLERS = ['trung-uong', 'ha-noi', 'thanh-xuan', 'bac-giang'] as const;
/** Its drafts none of those may see. */
const STRANGER = 'quang-tri';

export interface Failure {
  fault: string;
  tenant: string;
  number: number;
  /** The least that still shows it; as bytes where what was sent is no operation. */
  asked: Asked | string;
  log: string[];
}

export interface Tally {
  documents: number;
  /** Answered with data. */
  answered: number;
  byCode: Map<string, number>;
  worstMs: number;
  worst: string;
  failures: Failure[];
}

export interface Plan {
  documents: number;
  seed: number;
  /** Ends at so many different faults. */
  faults: number;
  progress?: (tally: Tally) => void;
}

const encoded = (asked: Asked) => new Uint8Array(Buffer.from(JSON.stringify(asked)));

/** Asks one document after the other, each of its own seed, so that any can be asked again alone. */
export async function fuzz(subject: Subject, { documents, seed, faults, progress }: Plan): Promise<Tally> {
  const { known, markers } = await prepare(subject);
  const tally: Tally = { documents: 0, answered: 0, byCode: new Map(), worstMs: 0, worst: '', failures: [] };
  const seen = new Set<string>();

  const judged = async (
    tenant: string,
    body: Uint8Array<ArrayBuffer>,
  ): Promise<{ fault: string | null; text: string }> => {
    try {
      const answer = await subject.send(tenant, body);
      return { fault: faultOf(answer, Buffer.from(body).toString(), markers), text: answer.text };
    } catch (error) {
      const cause = error instanceof Error && error.name === 'TimeoutError' ? 'it hangs' : 'the connection broke';
      return { fault: cause, text: '' };
    }
  };

  for (let number = 0; number < documents && tally.failures.length < faults; number++) {
    const random = randomFrom(seed * 1_000_003 + number);
    const tenant = random.pick(CALLERS);
    const asked = new DocumentWriter(subject.gateway.schema, random, known).write();
    const kind = random.below(20);
    if (kind === 0) asked.query = mutated(asked.query, random);
    const whole = encoded(asked);
    const body = kind === 1 ? new Uint8Array(mutatedBytes(Buffer.from(whole), random)) : whole;
    subject.faults();
    const begun = performance.now();
    const { fault, text } = await judged(tenant, body);
    const ms = performance.now() - begun;
    tally.documents += 1;
    if (ms > tally.worstMs) Object.assign(tally, { worstMs: ms, worst: asked.query });
    if (/"data":\{/.test(text)) tally.answered += 1;
    for (const code of new Set([...text.matchAll(/"code":"([A-Z_]+)"/g)].map(([, one = '']) => one)))
      tally.byCode.set(code, (tally.byCode.get(code) ?? 0) + 1);
    if (fault !== null) {
      const log = subject.faults();
      const about = `${fault} ${causeIn(log)}`;
      if (!seen.has(about)) {
        seen.add(about);
        const same = async (less: Asked) => {
          subject.faults();
          const again = await judged(tenant, encoded(less));
          return again.fault === fault && `${fault} ${causeIn(subject.faults())}` === about;
        };
        const least = kind === 1 ? Buffer.from(body).toString('latin1') : await shrink(asked, same);
        tally.failures.push({ fault, tenant, number, asked: least, log });
      }
    }
    progress?.(tally);
  }
  return tally;
}

/** What tells one fault from another in what the process wrote: the message, without the values in it. */
const causeIn = (log: readonly string[]): string =>
  (/"message":"((?:[^"\\]|\\.)*)"/.exec(log[0] ?? '')?.[1] ?? '').replace(/\d+|\\?"[^"]*"/g, '#').slice(0, 200);

/** Lays down what must not be shown, and finds what there is to ask for. */
async function prepare({ gateway }: Subject): Promise<{ known: Known; markers: string[] }> {
  const marker = '«hidden-draft»';
  const { data } = await gateway.execute(
    {
      query:
        'mutation ($input: CreatePlanInput!) { createPlan(input: $input) { plan { id } errors { code message path } } }',
      variables: {
        input: {
          movement: 'VNN-2021-2025',
          title: marker,
          visibility: 'LINE',
          periodFrom: 2021,
          periodTo: 2025,
          document: { type: 'KẾ HOẠCH', number: marker, symbol: 'KH-UBND', issuer: marker, issuedOn: '2025-08-08' },
          objectives: [{ clause: 'I.1', text: marker }],
        },
      },
    },
    callerIn(STRANGER),
  );
  const hiddenIds = idsIn(data);
  if (hiddenIds.length === 0) throw new Error(`nothing could be hidden: ${JSON.stringify(data)}`);
  const found = await gateway.execute(
    {
      query: `{ plans(first: 5) { nodes { id targets { id parts { id } } criteria { id } } }
        localities(first: 5, asOf: "2022-12-31") { nodes { id } } observations(first: 5) { nodes { id } } tenants(first: 20) { nodes { id } }
        awardForms { id } regions { id } exemplars(first: 3) { nodes { id } } boundaryChanges(first: 3) { nodes { id } } }`,
    },
    callerIn('trung-uong'),
  );
  return {
    markers: [marker],
    known: {
      ids: [hiddenIds[0] ?? '', ...idsIn(found.data)],
      codes: [
        'VN',
        ...[
          '01',
          '00352',
          '24',
          '27',
          ...CALLERS,
          STRANGER,
          'VNN-2021-2025',
          'POOR_HOUSEHOLDS',
          'ETHNIC_MINORITY_HOUSEHOLDS',
        ],
      ],
    },
  };
}

const idsIn = (value: unknown): string[] =>
  [...JSON.stringify(value).matchAll(/"id":"([^"]+)"/g)].map(([, id = '']) => id);

/** A failure as it is told to whoever mends it. */
export function told({ fault, tenant, number, asked, log }: Failure): string {
  const sent =
    typeof asked === 'string' ? JSON.stringify(asked) : `${shown(asked.query)}\n${JSON.stringify(asked.variables)}`;
  return `document ${number}, as ${tenant}: ${fault}\n${sent}\n${log.map((line) => line.slice(0, 1500)).join('')}`;
}
const shown = (query: string) => {
  try {
    parse(query);
    return query;
  } catch {
    return JSON.stringify(query);
  }
};
