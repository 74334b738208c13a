import { readEnv } from '@thi-dua/schema/env';
import { z } from 'zod';
import { dossierValues, requireTogether } from './dossier/store/env.js';

const Database = z.object({
  DATABASE_URL: z.preprocess(
    (value) => (value === '' ? undefined : value),
    z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'must be a connection string like postgresql://user:password@host:5432/database')
      .optional(),
  ),
});

/**
 * What an operator's command works on: the database that DATABASE_URL names (an operator's login), else the embedded one; and
 * the store of dossiers.
 */
export const operatorEnv = () => readEnv(z.intersection(z.intersection(Database, dossierValues), requireTogether));
