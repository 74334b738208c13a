import { readEnv } from '@thi-dua/schema/env';
import { z } from 'zod';
import { dossierSettings, missingBeside } from './settings.js';

const Values = z.object({
  DATA_DIR: z.preprocess((value) => (value === '' ? undefined : value), z.string().default('.data')),
  ...dossierSettings,
});
const Together = z
  .looseObject({})
  .superRefine((raw, context) => {
    for (const { name, message } of missingBeside(raw))
      context.addIssue({ code: 'custom', path: [name], message, continue: false });
  })
  .transform(() => ({}));

/** Where dossiers lie, for whatever runs on its own. */
export const dossierEnv = (): z.infer<typeof Values> => readEnv(z.intersection(Values, Together));
