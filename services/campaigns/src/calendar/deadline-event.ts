import type { Milestone, Plan } from '@thi-dua/prisma/generated/campaigns/client';
import { asDay } from '../plan/plan-dates.js';
import { nextDay, written } from './day-text.js';
import { type Component, date, instant, type Property, text } from './icalendar.js';
import { uidOf } from './uid.js';

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

/** The same for the same deadline, in every reading and after every amendment. */
function uidOfStep({ origin, milestone, ordinal, on }: DeadlineFacts): string {
  const yearly = milestone.when.startsWith('--') ? on.slice(0, 4) : '';
  return uidOf(origin, milestone.clause, milestone.kinds.join('+'), String(ordinal), yearly);
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
    { name: 'UID', value: uidOfStep(deadline) },
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
