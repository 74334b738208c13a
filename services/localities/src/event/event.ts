import { type EntityName, toGlobalId } from '@thi-dua/schema/global-id';

/** What can happen, and how CloudEvents name it. */
export const EVENT_TYPES = {
  FIGURE_RELEASED: 'thidua.figure.released',
  REPORT_SUBMITTED: 'thidua.report.submitted',
  REPORT_RETURNED: 'thidua.report.returned',
  REPORT_ACCEPTED: 'thidua.report.accepted',
  PLAN_ISSUED: 'thidua.plan.issued',
  PLAN_AMENDED: 'thidua.plan.amended',
  PLAN_CLOSED: 'thidua.plan.closed',
  NOMINATION_MOVED: 'thidua.nomination.moved',
  AWARD_DECIDED: 'thidua.award.decided',
  AWARD_REVOKED: 'thidua.award.revoked',
  WEBHOOK_DISABLED: 'thidua.webhook.disabled',
  WEBHOOK_TEST: 'thidua.webhook.test',
} as const;
export type EventType = keyof typeof EVENT_TYPES;

export const eventTypes = Object.keys(EVENT_TYPES).filter(isEventType);

export function isEventType(text: string): text is EventType {
  return Object.hasOwn(EVENT_TYPES, text);
}

/** The entities that events are about, and the names under which their data refers to them. */
const ENTITIES: Readonly<Record<string, EntityName>> = {
  award: 'Award',
  endpoint: 'WebhookEndpoint',
  locality: 'Locality',
  nomination: 'Nomination',
  plan: 'Plan',
  report: 'Report',
};

/** The global id of an event's subject. */
export function subjectOf(subjectType: string, subjectId: string): string {
  const entity = Object.values(ENTITIES).find((known) => known === subjectType);
  if (entity === undefined) throw new Error(`events are not about a ${subjectType}`);
  return toGlobalId(entity, subjectId);
}

/** What an event refers to: global ids, and for a figure its period and basis, which are open as the figure is. */
export function referencesOf(data: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => {
      const entity = ENTITIES[name];
      return [name, entity === undefined ? String(value) : toGlobalId(entity, String(value))];
    }),
  );
}
