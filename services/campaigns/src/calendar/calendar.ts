import { type AskedFacts, askedEvent } from './asked-event.js';
import { type DeadlineFacts, eventOf } from './deadline-event.js';
import { type Component, printComponent, text } from './icalendar.js';

/** Vietnam's time, for programs that show days by it: no summer time. RFC 5545 wants at least one component. */
const VIETNAM: Component = {
  name: 'VTIMEZONE',
  properties: [{ name: 'TZID', value: 'Asia/Ho_Chi_Minh' }],
  components: [
    {
      name: 'STANDARD',
      properties: [
        { name: 'DTSTART', value: '19750613T000000' },
        { name: 'TZOFFSETFROM', value: '+0800' },
        { name: 'TZOFFSETTO', value: '+0700' },
        { name: 'TZNAME', value: 'ICT' },
      ],
    },
  ],
};

/** What a calendar holds: steps of plans, and reports that superiors have set. */
export interface CalendarContent {
  steps: readonly DeadlineFacts[];
  asked: readonly AskedFacts[];
}

/**
 * A tenant's deadlines as a file that calendar programs subscribe to (RFC 5545). It names no METHOD: it invites nobody, and
 * with one each event would owe an ORGANIZER (RFC 5546, 3.2.1) and a DTSTAMP of the moment it is sent.
 */
export function calendarOf(tenantName: string, { steps, asked }: CalendarContent): string {
  const name = text(`Thi đua: ${tenantName}`);
  return printComponent({
    name: 'VCALENDAR',
    properties: [
      { name: 'VERSION', value: '2.0' },
      { name: 'PRODID', value: '-//Thi Dua Graph//Calendar//VI' },
      { name: 'CALSCALE', value: 'GREGORIAN' },
      { name: 'NAME', value: name },
      { name: 'X-WR-CALNAME', value: name },
      { name: 'X-WR-TIMEZONE', value: 'Asia/Ho_Chi_Minh' },
      { name: 'REFRESH-INTERVAL', parameters: { VALUE: 'DURATION' }, value: 'PT12H' },
      { name: 'X-PUBLISHED-TTL', value: 'PT12H' },
    ],
    components: [VIETNAM, ...steps.map(eventOf), ...asked.map(askedEvent)],
  });
}
