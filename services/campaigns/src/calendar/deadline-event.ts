import { createHash } from 'node:crypto';
import type { Milestone, Plan } from '@thi-dua/prisma/generated/campaigns/client';
import { asDay } from '../plan/plan-dates.js';
import { type Component, date, instant, type Property, text } from './icalendar.js';

/** What a calendar shows of a deadline. */
export interface DeadlineFacts {
  on: string;
  from: string | null;
  plan: Pick<Plan, 'title' | 'raw' | 'issuer' | 'issuedOn' | 'updatedAt'>;
  milestone: Pick<Milestone, 'kinds' | 'text' | 'body' | 'clause' | 'tentative' | 'when'>;
  /** The first version of the plan: an amended plan's deadline is the same event, changed. */
  origin: string;
  /** How many amendments led to this version. */
  amendments: number;
  /** Which of the steps that stand in the same clause. */
  ordinal: number;
}

const KINDS: Readonly<Record<string, string>> = {
  PLANNING: 'Xây dựng kế hoạch',
  LAUNCH: 'Phát động',
  IMPLEMENTATION: 'Triển khai',
  INTERIM_REVIEW: 'Sơ kết',
  FINAL_REVIEW: 'Tổng kết',
  REPORT_DUE: 'Báo cáo',
  INSPECTION: 'Kiểm tra',
  AWARDING: 'Khen thưởng',
};

/** A day as Vietnamese text writes it. */
const written = (day: string) => day.split('-').reverse().join('/');

export const nextDay = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** The same for the same deadline, in every reading and after every amendment; tells nothing of what it is made from. */
function uidOf({ origin, milestone, ordinal, on }: DeadlineFacts): string {
  const yearly = milestone.when.startsWith('--') ? on.slice(0, 4) : '';
  const key = [origin, milestone.clause, milestone.kinds.join('+'), ordinal, yearly].join('|');
  return `${createHash('sha256').update(key).digest('hex').slice(0, 40)}@thi-dua-graph`;
}

export function eventOf(deadline: DeadlineFacts): Component {
  const { on, from, plan, milestone, amendments } = deadline;
  const kinds = milestone.kinds.map((kind) => KINDS[kind] ?? kind);
  const issuedOn = asDay(plan.issuedOn);
  const document = [plan.raw, issuedOn && `ngày ${written(issuedOn)}`, `của ${plan.issuer}`].filter(Boolean).join(' ');
  const description = [
    milestone.text,
    milestone.body && `Thực hiện: ${milestone.body}`,
    from && `Thời gian: từ ${written(from)} đến ${written(on)}`,
    milestone.tentative && 'Thời gian dự kiến.',
    `Theo ${document}, mục ${milestone.clause}: ${plan.title}`,
  ].filter((line): line is string => typeof line === 'string');
  const stamp = instant(plan.updatedAt);
  const properties: Property[] = [
    { name: 'UID', value: uidOf(deadline) },
    { name: 'DTSTAMP', value: stamp },
    { name: 'LAST-MODIFIED', value: stamp },
    { name: 'SEQUENCE', value: String(amendments) },
    { name: 'DTSTART', parameters: { VALUE: 'DATE' }, value: date(on) },
    // The first day that is no longer part of it.
    { name: 'DTEND', parameters: { VALUE: 'DATE' }, value: date(nextDay(on)) },
    { name: 'SUMMARY', value: text(`${kinds.join(', ')}: ${milestone.text}`) },
    { name: 'DESCRIPTION', value: text(description.join('\n')) },
    { name: 'CATEGORIES', value: kinds.map(text).join(',') },
    { name: 'STATUS', value: milestone.tentative ? 'TENTATIVE' : 'CONFIRMED' },
    // A deadline takes nobody's time.
    { name: 'TRANSP', value: 'TRANSPARENT' },
  ];
  return { name: 'VEVENT', properties };
}
