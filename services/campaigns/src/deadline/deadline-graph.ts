import { pageArgs, paginate } from '@thi-dua/schema/connection';
import { badInput } from '@thi-dua/schema/errors';
import { builder, connection } from '../builder.js';
import { SetDutyRef } from '../duty/duty-graph.js';
import { MilestoneRef } from '../plan/part-graph.js';
import { PlanRef } from '../plan/plan-ref.js';
import { type Deadline, type DeadlineKey, deadlineKey, deadlinesBetween, isAfter } from './deadline-store.js';

const DeadlineRef = builder.objectRef<Deadline>('Deadline').implement({
  description:
    "A day on which a plan's step is due, or a report that a superior has set. What a document dates by a stretch of time is due on its last day.",
  fields: (t) => ({
    dueOn: t.field({ type: 'Date', resolve: (deadline) => deadline.on }),
    from: t.field({
      type: 'Date',
      nullable: true,
      description: 'The first day of the stretch of time, where the document gives one.',
      resolve: (deadline) => deadline.from,
    }),
    plan: t.field({
      type: PlanRef,
      nullable: true,
      description: 'The plan whose step it is; null where a superior has set it.',
      resolve: (deadline) => deadline.plan,
    }),
    milestone: t.field({ type: MilestoneRef, nullable: true, resolve: (deadline) => deadline.milestone }),
    duty: t.field({
      type: SetDutyRef,
      nullable: true,
      description: 'The duty that a superior has set; null for a step of a plan.',
      resolve: (deadline) => deadline.asked?.duty ?? null,
    }),
    period: t.string({
      nullable: true,
      description: 'What the report is about that a superior has set: a year, a quarter or a month.',
      resolve: (deadline) => deadline.asked?.period ?? null,
    }),
  }),
});

/** A longer stretch is asked for in parts. */
const MAX_YEARS = 20;

builder.queryField('deadlines', (t) =>
  t.field({
    type: connection('Deadline', DeadlineRef),
    description:
      'What is due from one day to another, both included, in your line: in its plans, your own, those above and those below, and what superiors have set (`setReportDuty`). What was set takes the place of a step that asks for the same report and nothing else. A step of every year is due in each year of its plan.',
    requiresScopes: ['plans:read', 'reports:read'],
    args: {
      from: t.arg({ type: 'Date', required: true }),
      to: t.arg({ type: 'Date', required: true }),
      ...pageArgs(t),
    },
    resolve: async (_root, { from, to, ...page }, context) => {
      if (from > to) throw badInput('"from" is later than "to".', 'from');
      if (Number(to.slice(0, 4)) - Number(from.slice(0, 4)) > MAX_YEARS)
        throw badInput(`Ask for at most ${MAX_YEARS} years at once.`, 'to');
      let all: Promise<Deadline[]> | undefined;
      const load = () => {
        all ??= deadlinesBetween(context, from, to);
        return all;
      };
      return paginate(page, {
        keyLength: 3,
        keyOf: deadlineKey,
        fetch: async (take, after) => {
          const deadlines = await load();
          return (after === null ? deadlines : deadlines.filter((one) => isAfter(one, after as DeadlineKey))).slice(
            0,
            take,
          );
        },
        count: async () => (await load()).length,
      });
    },
  }),
);
