import type { Caller } from '@thi-dua/schema/caller';
import {
  type Claim,
  Claimed,
  EXPORT_ROUTES,
  ExportFile,
  type ExportReport,
  exportWorker,
  Reported,
  reportingFor,
  Swept,
} from '@thi-dua/schema/export-work';
import type { RouteAddress } from '@thi-dua/schema/route';
import type { z } from 'zod';
import type { Gateway } from '../gateway.js';

/** Asks the service that keeps the rows of exports, in this process or over HTTP. */
export function createWorkClient({ serve }: Pick<Gateway, 'serve'>) {
  const ask = async (at: RouteAddress, caller: Caller, body: unknown, query = new URLSearchParams()) => {
    const answer = await serve(
      { ...at, service: 'campaigns' },
      {
        query,
        headers: { 'content-type': 'application/json' },
        body: (async function* () {
          if (body !== undefined) yield Buffer.from(JSON.stringify(body));
        })(),
        signal: new AbortController().signal,
      },
      caller,
      { unmetered: true },
    );
    let text = '';
    if (typeof answer.body === 'string') text = answer.body;
    else for await (const piece of answer.body) text += Buffer.from(piece).toString();
    return { status: answer.status, text };
  };
  const step = async <T extends z.ZodType>(at: RouteAddress, caller: Caller, body: unknown, answered: T) => {
    const { status, text } = await ask(at, caller, body);
    if (status !== 200) throw new Error(`${at.path} answers ${status}`);
    return answered.parse(JSON.parse(text));
  };
  return {
    claim: async (wish: z.infer<typeof Claim>) => (await step(EXPORT_ROUTES.claim, exportWorker, wish, Claimed)).work,
    /** False where it is no longer wanted of this run. */
    report: async (told: ExportReport, maker: Caller) =>
      (await step(EXPORT_ROUTES.report, reportingFor(maker), told, Reported)).goOn,
    wanted: async (ids: readonly string[]) => (await step(EXPORT_ROUTES.sweep, exportWorker, { ids }, Swept)).wanted,
    /** The file of an export that is done, where this caller may read it; null where there is none. Status of what else came. */
    async file(id: string, caller: Caller): Promise<ExportFile | null | { status: number }> {
      const { status, text } = await ask(EXPORT_ROUTES.file, caller, undefined, new URLSearchParams({ id }));
      if (status === 404) return null;
      return status === 200 ? ExportFile.parse(JSON.parse(text)) : { status };
    },
  };
}
export type WorkClient = ReturnType<typeof createWorkClient>;
