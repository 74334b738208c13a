import type { Asked } from '../deadline/asked-deadlines.js';
import { asDay } from '../plan/plan-dates.js';
import { nextDay, written } from './day-text.js';
import { type Component, date, instant, text } from './icalendar.js';
import { uidOf } from './uid.js';

/** A report that a superior has set, with the names that a calendar shows. */
export interface AskedFacts {
  asked: Asked;
  superior: string;
  /** Null: all directly below. */
  subordinate: string | null;
  movement: string;
}

const KINDS: Readonly<Record<string, string>> = {
  ANNUAL: 'Báo cáo định kỳ',
  INTERIM: 'Báo cáo sơ kết',
  FINAL: 'Báo cáo tổng kết',
  EXTRAORDINARY: 'Báo cáo đột xuất',
};

/** A period as Vietnamese text writes it: "năm 2022", "quý 3 năm 2022", "tháng 11 năm 2022". */
function periodText(period: string): string {
  const [year = '', part] = period.split('-');
  if (part === undefined) return `năm ${year}`;
  return part.startsWith('Q') ? `quý ${part.slice(1)} năm ${year}` : `tháng ${Number(part)} năm ${year}`;
}

const MIDNIGHT_IN_VIETNAM = 'T00:00:00+07:00';

/** When it was last said otherwise: the day of a withdrawal begins in Vietnam, and never before the duty was set. */
function changedAt({ duty, withdrawn }: Asked): Date {
  const withdrawnOn = asDay(duty.withdrawnOn);
  if (!withdrawn || withdrawnOn === null) return duty.createdAt;
  return new Date(Math.max(Date.parse(`${withdrawnOn}${MIDNIGHT_IN_VIETNAM}`), duty.createdAt.getTime()));
}

/** One that was withdrawn stays, cancelled: a program that has fetched it before learns of it, and does not only miss it. */
export function askedEvent({ asked, superior, subordinate, movement }: AskedFacts): Component {
  const { duty, period, on, withdrawn, changes, name } = asked;
  const what = `${KINDS[duty.kind] ?? 'Báo cáo'} ${periodText(period)}`;
  const setOn = asDay(duty.setOn);
  const withdrawnOn = withdrawn ? asDay(duty.withdrawnOn) : null;
  const description = [
    duty.text,
    `Phong trào: ${movement}`,
    `Đơn vị báo cáo: ${subordinate ?? `các đơn vị trực thuộc ${superior}`}`,
    `Nơi nhận: ${superior}`,
    setOn && `Theo yêu cầu ngày ${written(setOn)} của ${superior}`,
    withdrawnOn && `Đã thu hồi ngày ${written(withdrawnOn)}.`,
  ].filter((line): line is string => typeof line === 'string');
  const stamp = instant(changedAt(asked));
  return {
    name: 'VEVENT',
    properties: [
      { name: 'UID', value: uidOf('asked', name) },
      { name: 'DTSTAMP', value: stamp },
      { name: 'LAST-MODIFIED', value: stamp },
      { name: 'SEQUENCE', value: String(changes) },
      { name: 'DTSTART', parameters: { VALUE: 'DATE' }, value: date(on) },
      { name: 'DTEND', parameters: { VALUE: 'DATE' }, value: date(nextDay(on)) },
      { name: 'SUMMARY', value: text(`${what}: ${duty.text ?? movement}`) },
      { name: 'DESCRIPTION', value: text(description.join('\n')) },
      { name: 'CATEGORIES', value: text('Báo cáo') },
      { name: 'STATUS', value: withdrawn ? 'CANCELLED' : 'CONFIRMED' },
      { name: 'TRANSP', value: 'TRANSPARENT' },
    ],
  };
}
