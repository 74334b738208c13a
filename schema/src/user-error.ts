import type { SharedBuilder } from './builder.js';
import type { FaultCode } from './fault-codes.js';

/** One thing the caller got wrong in a mutation's input: returned as data, all of them at once, nothing written. */
export interface UserError {
  /** Stable, in capitals. */
  code: FaultCode;
  /** Says what is wrong and what to do, in English. */
  message: string;
  /** Where in the input, e.g. ["document", "issuedOn"]. */
  path: string[];
}

export function userErrorOf(builder: SharedBuilder) {
  const ref = builder.objectRef<UserError>('UserError');
  builder.objectType(ref, {
    description: "One thing the caller got wrong in a mutation's input. All are reported at once; nothing was written.",
    directives: { shareable: {} },
    fields: (t) => ({
      code: t.exposeString('code', { description: 'Stable, in capitals.' }),
      message: t.exposeString('message', { description: 'What is wrong and what to do.' }),
      path: t.exposeStringList('path', { description: 'Where in the input, from the outside in.' }),
    }),
  });
  return ref;
}
