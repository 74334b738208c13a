import { activeTraceId } from '@thi-dua/prisma/span';
import { type Logger, pino } from 'pino';

export type Log = Logger;
export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

/** What leads from a line of the log to its trace, where there is one. */
const inTrace = () => {
  const trace = activeTraceId();
  return trace === undefined ? {} : { trace };
};

/** One JSON object a line on standard output. Values of variables, tokens and row contents are never passed to it. */
export const createLog = (level: LogLevel): Log =>
  pino({ level, base: null, mixin: inTrace, timestamp: pino.stdTimeFunctions.isoTime });
