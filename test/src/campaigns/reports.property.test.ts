import { maySeeReport } from '@thi-dua/campaigns/report/report-policy';
import { type AuthorityRow, actsFor } from '@thi-dua/schema/authority';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { annual, reporting } from './report-kit.js';

const { act, done, see } = await reporting();

/** An agency without territory, so that no figures have to be read; it ended, and its superior still judges. */
const OWNER = 'ban-dan-toc-cao-bang';
const SUPERIOR = 'cao-bang';

interface Version {
  number: number;
  status: string;
  text: string;
  submittedBy: string | null;
}
interface Model {
  versions: Version[];
  edit: number;
}
interface Step {
  who: string;
  subject: 'a' | 'b';
  what: 'updateReport' | 'submitReport' | 'acceptReport' | 'returnReport' | 'reviseReport';
  /** Of an edit: what it writes, and whether another came before it. */
  text: string;
  stale: boolean;
}

/** What must come of a step, in the plainest words; changes the model where it succeeds. */
function expected(model: Model, step: Step): string[] {
  const last = model.versions.at(-1) as Version;
  const former = model.versions.findLast(({ status }) => status !== 'DRAFT');
  const owner = step.who === OWNER;
  const person = `${step.subject}@everywhere`;
  if (!owner && (step.who !== SUPERIOR || former === undefined)) return ['NOT_FOUND'];
  if (step.what === 'acceptReport' || step.what === 'returnReport') {
    if (owner) return ['NOT_ABOVE'];
    if (former?.status !== 'SUBMITTED') return ['NOT_SUBMITTED'];
    if (former.submittedBy === person) return ['SAME_PERSON'];
    former.status = step.what === 'acceptReport' ? 'ACCEPTED' : 'RETURNED';
    return [];
  }
  if (!owner) return ['NOT_YOURS'];
  if (step.what === 'reviseReport') {
    if (last.status === 'DRAFT') return ['DRAFT_EXISTS'];
    if (last.status === 'SUBMITTED') return ['NOT_JUDGED'];
    model.versions.push({ number: last.number + 1, status: 'DRAFT', text: last.text, submittedBy: null });
    model.edit = 1;
    return [];
  }
  if (last.status !== 'DRAFT') return ['NOT_A_DRAFT'];
  if (step.what === 'submitReport') {
    Object.assign(last, { status: 'SUBMITTED', submittedBy: person });
    return [];
  }
  if (step.stale) return ['STALE_VERSION'];
  last.text = step.text;
  model.edit += 1;
  return [];
}

const step: fc.Arbitrary<Step> = fc.record({
  who: fc.constantFrom(OWNER, OWNER, OWNER, SUPERIOR, SUPERIOR, 'ha-noi'),
  subject: fc.constantFrom<'a' | 'b'>('a', 'b'),
  what: fc.constantFrom<Step['what']>(
    'updateReport',
    'submitReport',
    'submitReport',
    'acceptReport',
    'returnReport',
    'reviseReport',
    'reviseReport',
  ),
  text: fc.constantFrom('một', 'hai', 'ba'),
  stale: fc.boolean(),
});

test('a report lives as its model does, whoever does what in whatever order, and no submitted version ever changes', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 18 }), async (steps) => {
      run += 1;
      const period = `${2000 + Math.floor(run / 12)}-${String((run % 12) + 1).padStart(2, '0')}`;
      const { id } = await done(OWNER, 'draftReport', { ...annual, period });
      const model: Model = {
        versions: [{ number: 1, status: 'DRAFT', text: 'Đã ban hành kế hoạch', submittedBy: null }],
        edit: 1,
      };
      const frozen = new Map<number, unknown>();
      for (const one of steps) {
        const input = {
          id,
          ...(one.what === 'updateReport' && {
            edit: one.stale ? model.edit + 1 : model.edit,
            sections: [{ key: 'I', text: one.text }],
          }),
          ...(one.what === 'returnReport' && { remarks: 'x' }),
          ...(one.what === 'reviseReport' && { changes: 'x' }),
        };
        const codes = expected(model, one);
        const answer = await act(one.who, one.what, input, `${one.subject}@everywhere`);
        expect(answer.errors.map(({ code }) => code)).toEqual(codes);

        const told = model.versions.filter(({ status }) => status !== 'DRAFT');
        const seen = await see(OWNER, id);
        const plain = (versions: { number: number; status: string; sections: { text: string }[] }[]) =>
          versions.map(({ number, status, sections }) => [number, status, sections[0]?.text]);
        expect(plain(seen.versions)).toEqual(told.map(({ number, status, text }) => [number, status, text]));
        expect(seen.status).toBe(told.at(-1)?.status ?? 'DRAFT');
        expect(seen.inForce?.number).toBe(told.findLast(({ status }) => status === 'ACCEPTED')?.number);
        expect(seen.draft?.edit).toBe(model.versions.at(-1)?.status === 'DRAFT' ? model.edit : undefined);
        const above = await see(SUPERIOR, id);
        expect(above).toEqual(told.length === 0 ? null : { ...seen, draft: null });
        for (const { status: _s, decidedBy: _b, decidedFor: _f, remarks: _r, ...said } of seen.versions) {
          const before = frozen.get(said.number);
          if (before !== undefined) expect(said).toEqual(before);
          frozen.set(said.number, said);
        }
        expect(await see('ha-noi', id)).toBeNull();
      }
    }),
    { numRuns: 15 },
  );
}, 240_000);

test('who may see a report follows from its state and the lines of authority alone', () => {
  const slug = fc.constantFrom('a', 'b', 'c');
  const day = fc.constantFrom('2022-01-01', '2023-01-01', '2024-01-01', '2025-01-01', '2026-01-01');
  const row: fc.Arbitrary<AuthorityRow> = fc.record({
    superior: slug,
    subordinate: slug,
    basis: fc.constantFrom<AuthorityRow['basis']>('LINE', 'ARCHIVE', 'SUCCESSOR'),
    begins: day,
    ends: day,
  });
  const report = fc.record({
    tenantId: slug,
    status: fc.constantFrom('DRAFT', 'SUBMITTED', 'RETURNED', 'ACCEPTED') as fc.Arbitrary<
      'DRAFT' | 'SUBMITTED' | 'RETURNED' | 'ACCEPTED'
    >,
    recordDate: day,
  });
  fc.assert(
    fc.property(slug, report, fc.array(row, { maxLength: 6 }), day, (caller, one, rows, today) => {
      const sees = maySeeReport(caller, one, rows, today);
      if (actsFor(caller, one.tenantId, rows, today)) expect(sees).toBe(true);
      else if (one.status === 'DRAFT') expect(sees).toBe(false);
      else {
        // Nothing that does not place the caller above the tenant matters.
        const upward = rows.filter(
          ({ superior, subordinate, basis }) =>
            superior === caller && subordinate === one.tenantId && basis !== 'SUCCESSOR',
        );
        expect(sees).toBe(maySeeReport(caller, one, upward, today));
        if (upward.length === 0) expect(sees).toBe(false);
      }
    }),
    { numRuns: 1000 },
  );
});
