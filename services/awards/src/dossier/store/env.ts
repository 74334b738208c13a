import { readEnv } from '@thi-dua/schema/env';
import { z } from 'zod';
import { dossierSettings, missingBeside } from './settings.js';

export const dossierValues = z.object({
  DATA_DIR: z.preprocess((value) => (value === '' ? undefined : value), z.string().default('.data')),
  ...dossierSettings,
});

/** What must be said together. Looked at apart from the values, so that every fault is told at once. */
export const requireTogether = z
  .looseObject({})
  .superRefine((raw, context) => {
    for (const { name, message } of missingBeside(raw))
      context.addIssue({ code: 'custom', path: [name], message, continue: false });
  })
  .transform(() => ({}));

/** Where dossiers lie, for a service that runs on its own. */
export const dossierEnv = () => readEnv(z.intersection(dossierValues, requireTogether));
