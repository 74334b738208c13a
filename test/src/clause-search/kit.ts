import { expect } from 'vitest';
import { ask, callerOf, type campaigns } from '../kit/services.js';

export interface SearchHit {
  kind: string;
  clause: string | null;
  text: string;
  excerpt: { text: string; marked: boolean }[];
  plan: { id: string; title: string; tenant: { id: string } } | null;
  exemplar: { id: string; title: string } | null;
}
interface Page {
  totalCount: number;
  nodes: SearchHit[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
}

export function searchKit(service: ReturnType<typeof campaigns>) {
  const act = async (field: string, input: Record<string, unknown>, tenant: string, subject: string) => {
    const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input!`;
    const { data, errors } = await ask(
      service,
      callerOf(tenant, { subject: `${subject}@${tenant}` }),
      `mutation ($input: ${type}) { ${field}(input: $input) { plan { id version } errors { code path } } }`,
      { input },
    );
    expect(errors).toBeUndefined();
    const answer = JSON.parse(JSON.stringify(data))[field] as {
      plan: { id: string; version: number };
      errors: unknown[];
    };
    expect(answer.errors).toEqual([]);
    return answer.plan;
  };
  const search = async (tenant: string, query: string, args = 'first: 500'): Promise<Page> => {
    const { data, errors } = await ask(
      service,
      callerOf(tenant),
      `query ($query: String!) { search(query: $query, ${args}) { totalCount pageInfo { hasNextPage endCursor } nodes {
         kind clause text excerpt { text marked } plan { id title tenant { id } } exemplar { id title } } } }`,
      { query },
    );
    expect(errors).toBeUndefined();
    return JSON.parse(JSON.stringify(data)).search;
  };
  return { act, search };
}

/** A quotation with what is marked in brackets. */
export const quoted = (hit: SearchHit | undefined) =>
  hit?.excerpt.map(({ text, marked }) => (marked ? `[${text}]` : text)).join('');
