import { type Context, SpanKind } from '@opentelemetry/api';
import { inSpan } from './span.js';

const LONGEST = 2000;
const MOST = 500;
const shown = new Map<string, string>();

/** A statement without anything that it quotes: values come apart from it, and what is written into it is left out as well. */
export const withoutValues = (sql: string): string =>
  sql
    .replace(/\$(\w*)\$[\s\S]*?\$\1\$/g, "'?'")
    .replace(/'(?:[^']|'')*'/g, "'?'")
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST);

function textOf(sql: string): string {
  const known = shown.get(sql);
  if (known !== undefined) return known;
  const text = withoutValues(sql);
  if (shown.size < MOST) shown.set(sql, text);
  return text;
}

/** Sends one statement within a span that shows its text and no value. */
export const inSqlSpan = <T>(sql: string, parent: Context | undefined, send: () => Promise<T>): Promise<T> =>
  inSpan(() => {
    const text = textOf(sql);
    const operation = /^\w+/.exec(text)?.[0].toUpperCase() ?? 'SQL';
    return {
      name: operation,
      kind: SpanKind.CLIENT,
      attributes: { 'db.system.name': 'postgresql', 'db.operation.name': operation, 'db.query.text': text },
      parent,
    };
  }, send);
