import { pageArgs, paginate } from '@thi-dua/schema/connection';
import { badInput } from '@thi-dua/schema/errors';
import { builder, connection } from '../builder.js';
import { MilestoneRef } from '../plan/part-graph.js';
import { PlanRef } from '../plan/plan-ref.js';
import { type Deadline, type DeadlineKey, deadlineKey, deadlinesBetween, isAfter } from './deadline-store.js';

const DeadlineRef = builder.objectRef<Deadline>('Deadline').implement({
  description:
    "A day on which a plan's step is due. What its document dates by a stretch of time is due on its last day.",
  fields: (t) => ({
    dueOn: t.field({ type: 'Date', resolve: (deadline) => deadline.on }),
    from: t.field({
      type: 'Date',
      nullable: true,
      description: 'The first day of the stretch of time, where the document gives one.',
      resolve: (deadline) => deadline.from,
    }),
    plan: t.field({ type: PlanRef, resolve: (deadline) => deadline.plan }),
    milestone: t.field({ type: MilestoneRef, resolve: (deadline) => deadline.milestone }),
  }),
});

/** A longer stretch is asked for in parts. */
const MAX_YEARS = 20;

builder.queryField('deadlines', (t) =>
  t.field({
    type: connection('Deadline', DeadlineRef),
    description:
      'What is due from one day to another, both included, in the plans of your line: your own, those above and those below. A step of every year is due in each year of its plan.',
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
