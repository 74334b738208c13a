import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { OperatorError } from '@thi-dua/prisma/errors';
import { createIdentitySigner } from '@thi-dua/schema/identity';
import { createLog } from '@thi-dua/schema/log';
import { scopesOf } from '@thi-dua/schema/scopes';
import { parse } from 'graphql';
import { createServices } from '../services.js';

const usage = `Usage: npm run import -- plan FILE --tenant SLUG [--subject NAME] [--movement CODE] [--dry-run]
  FILE        an official plan as .docx or plain text (UTF-8)
  --tenant    the authority whose plan it is, by its short name; it becomes a draft of its own
  --subject   who stands for it; nobody issues what they drafted (default: operator)
  --movement  the movement's code, where the document does not show it
  --dry-run   print what was read, and change nothing`;

export interface PlanWish {
  file: string;
  tenant: string;
  subject: string;
  movement: string | undefined;
  dryRun: boolean;
}

export function planWish(args: string[]): PlanWish {
  const wrong = (message: string) => new OperatorError('USAGE', message === '' ? usage : `${message}\n${usage}`);
  let parsed: ReturnType<typeof parsedFrom>;
  try {
    parsed = parsedFrom(args);
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error));
  }
  const { positionals, values } = parsed;
  const [what, file, ...further] = positionals;
  if (what !== 'plan' || file === undefined || further.length > 0) throw wrong('');
  if (values.tenant === undefined) throw wrong('--tenant is missing: the authority whose plan it is.');
  return {
    file,
    tenant: values.tenant,
    subject: values.subject ?? 'operator',
    movement: values.movement,
    dryRun: values['dry-run'] ?? false,
  };
}
const parsedFrom = (args: string[]) =>
  parseArgs({
    args,
    allowPositionals: true,
    options: {
      tenant: { type: 'string' },
      subject: { type: 'string' },
      movement: { type: 'string' },
      'dry-run': { type: 'boolean' },
    },
  });

const importDocument = parse(`
  mutation ($input: ImportPlanDocumentInput!) {
    importPlanDocument(input: $input) {
      plan { id title }
      alreadyImported
      source { facts { path clause unsure text } leftover { text } }
      errors { code message path }
    }
  }`);

interface Answer {
  importPlanDocument: {
    plan: { id: string; title: string } | null;
    alreadyImported: boolean;
    source: {
      facts: { path: string[]; clause: string | null; unsure: string[]; text: string }[];
      leftover: { text: string }[];
    } | null;
    errors: { code: string; message: string; path: string[] }[];
  };
}

/** Imports a plan with an operator's login, in the name of a tenant: by the services themselves, so that it passes the same checks. */
export async function importPlanFile(databaseUrl: string, wish: PlanWish): Promise<Answer['importPlanDocument']> {
  const bytes = await readFile(wish.file).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new OperatorError('FILE_UNREADABLE', `${wish.file} cannot be read (${code}).`);
  });
  const identityKey = new Uint8Array(randomBytes(32));
  const services = createServices({ databaseUrl, identityKey, log: createLog('error'), sessions: 2 });
  try {
    const service = services.find(({ name }) => name === 'campaigns');
    if (service === undefined) throw new Error('campaigns was not started');
    const identity = await createIdentitySigner(identityKey).sign(
      { subject: wish.subject, tenant: wish.tenant, roles: ['PLANNER'], scopes: scopesOf(['PLANNER']) },
      service.name,
    );
    const input = {
      fileName: basename(wish.file),
      content: bytes.toString('base64'),
      dryRun: wish.dryRun,
      ...(wish.movement !== undefined && { movement: wish.movement }),
    };
    const { data, errors } = await service.execute({ document: importDocument, variables: { input }, identity });
    if (errors?.[0]) throw new OperatorError('IMPORT_REFUSED', errors[0].message);
    return (data as unknown as Answer).importPlanDocument;
  } finally {
    await Promise.all(services.map((service) => service.close()));
  }
}

const shortened = (text: string) => text.replaceAll(/\s+/g, ' ').slice(0, 100);

/** What the command prints of an import: its facts by list, what is in doubt, what is left over. */
export function planReport({ plan, alreadyImported, source, errors }: Answer['importPlanDocument']): string {
  if (errors.length > 0)
    return `${errors.map(({ code, message, path }) => `${code} ${path.join('.')}: ${message}`).join('\n')}\nNothing was changed.\n`;
  if (alreadyImported) return `Imported before: ${plan?.id} ${plan?.title}\n`;
  const counts = new Map<string, number>();
  for (const { path } of source?.facts ?? []) {
    const list = path.length <= 2 ? (path[0] ?? '') : null;
    if (list !== null) counts.set(list, (counts.get(list) ?? 0) + 1);
  }
  const unsure = (source?.facts ?? []).filter((fact) => fact.unsure.length > 0);
  return [
    plan === null ? 'Dry run: nothing was changed.' : `Drafted ${plan.id} ${plan.title}`,
    [...counts].map(([list, count]) => `${list} ${count}`).join(', '),
    ...unsure.map(
      ({ path, clause, unsure: codes, text }) =>
        `? ${path.join('.')} ${clause ?? ''} ${codes.join(', ')}: ${shortened(text)}`,
    ),
    ...(source?.leftover ?? []).map(({ text }) => `- left over: ${shortened(text)}`),
    '',
  ].join('\n');
}
