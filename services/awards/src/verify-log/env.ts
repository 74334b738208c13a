import { readEnv } from '@thi-dua/schema/env';
import { z } from 'zod';

const unset = (value: unknown) => (value === '' ? undefined : value);

/** Which database is looked at: the one DATABASE_URL names (an operator's login), else the embedded one. */
export const verifyEnv = (): { DATABASE_URL?: string; DATA_DIR: string } =>
  readEnv(
    z.object({
      DATABASE_URL: z.preprocess(
        unset,
        z
          .string()
          .regex(
            /^postgres(ql)?:\/\//,
            'must be a connection string like postgresql://user:password@host:5432/database',
          )
          .optional(),
      ),
      DATA_DIR: z.preprocess(unset, z.string().default('.data')),
    }),
  );
