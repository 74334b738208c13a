import { expect } from 'vitest';
import { ask, callerOf, type campaigns } from '../kit/services.js';

type Service = ReturnType<typeof campaigns>;

export interface ExemplarAnswer {
  exemplar: { id: string; version: number; status: string; [field: string]: unknown } | null;
  errors: { code: string; path: string[] }[];
}

const typeOf = (field: string) => `${field.charAt(0).toUpperCase()}${field.slice(1)}Input!`;

/** An exemplar that has nothing wrong with it. */
export const whole = {
  title: 'Nuôi bò sinh sản ở xã Thống Nhất',
  topics: ['Sinh kế', 'Chăn nuôi'],
  subject: 'COMMUNE',
  summary: 'Hội phụ nữ cho vay bò giống, trả bằng bê con.',
  story: 'Từ mười con bò giống ban đầu, sau ba năm đã có năm mươi hộ thoát nghèo.',
  recordedOn: '2023-03-08',
};

/** Asks as people do: what one person writes, another decides. */
export function exemplarKit(service: Service) {
  const act = async (
    field: string,
    input: Record<string, unknown>,
    tenant = 'cao-bang',
    subject = field.startsWith('submit') || field.startsWith('update') ? 'planner' : 'signer',
  ): Promise<ExemplarAnswer> => {
    const { data, errors } = await ask(
      service,
      callerOf(tenant, { subject: `${subject}@${tenant}` }),
      `mutation ($input: ${typeOf(field)}) { ${field}(input: $input) {
        exemplar { id version status title reason publishedOn publishedBy { id } household { name } } errors { code path } } }`,
      { input },
    );
    expect(errors).toBeUndefined();
    return JSON.parse(JSON.stringify(data))[field];
  };
  const read = async (tenant: string, selection: string) => {
    const { data, errors } = await ask(service, callerOf(tenant), `{ ${selection} }`);
    expect(errors).toBeUndefined();
    return JSON.parse(JSON.stringify(data));
  };
  return {
    act,
    read,
    /** The titles that a list shows. */
    titles: async (tenant: string, filter: string): Promise<string[]> =>
      (await read(tenant, `exemplars(filter: { ${filter} }, first: 500) { nodes { title } }`)).exemplars.nodes.map(
        ({ title }: { title: string }) => title,
      ),
    submitted: async (over: Record<string, unknown> = {}, tenant = 'cao-bang'): Promise<string> => {
      const { exemplar, errors } = await act('submitExemplar', { ...whole, ...over }, tenant);
      expect(errors).toEqual([]);
      return exemplar?.id ?? '';
    },
    published: async (over: Record<string, unknown> = {}, tenant = 'cao-bang'): Promise<string> => {
      const { exemplar, errors: wrong } = await act('submitExemplar', { ...whole, ...over }, tenant);
      expect(wrong).toEqual([]);
      const { errors } = await act('publishExemplar', { id: exemplar?.id, version: 1 }, 'trung-uong');
      expect(errors).toEqual([]);
      return exemplar?.id ?? '';
    },
  };
}

export const codes = ({ errors }: ExemplarAnswer) => errors.map(({ code }) => code);
export const faults = ({ errors }: ExemplarAnswer) =>
  errors.map(({ code, path }) => `${code} ${path.join('.')}`).sort();
