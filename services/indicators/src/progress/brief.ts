import type { ZodType } from 'zod';
import type { IndicatorsContext } from '../builder.js';

/**
 * A rule as the gateway hands it over from the service that keeps it: whoever may not see it there gets nothing here. It
 * was checked when it was written; what cannot be read now is a fault of ours, and shows as no progress.
 */
export function readBrief<Brief>(
  type: ZodType<Brief>,
  spec: string | null | undefined,
  id: string,
  context: IndicatorsContext,
): Brief | null {
  if (!spec) return null;
  const read = type.safeParse(parsed(spec));
  if (read.success) return read.data;
  context.log.error({ id, issues: read.error.issues }, 'a rule cannot be read');
  return null;
}
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
