import { z } from 'zod';

const unset = (value: unknown) => (value === '' ? undefined : value);
const text = z.preprocess(unset, z.string().optional());
const TOGETHER = [
  'DOSSIER_S3_ENDPOINT',
  'DOSSIER_S3_BUCKET',
  'DOSSIER_S3_ACCESS_KEY_ID',
  'DOSSIER_S3_SECRET_ACCESS_KEY',
] as const;

/** Where dossiers lie, as the environment says it; docs/operations.md explains each. */
export const dossierSettings = {
  DOSSIER_DIR: text,
  DOSSIER_S3_ENDPOINT: z.preprocess(
    unset,
    z
      .string()
      .refine((value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol), 'must be an http(s):// URL')
      .optional(),
  ),
  DOSSIER_S3_BUCKET: z.preprocess(
    unset,
    z
      .string()
      .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of a bucket')
      .optional(),
  ),
  DOSSIER_S3_REGION: z.preprocess(unset, z.string().default('us-east-1')),
  DOSSIER_S3_ACCESS_KEY_ID: text,
  DOSSIER_S3_SECRET_ACCESS_KEY: text,
};
export type DossierSettings = z.infer<z.ZodObject<typeof dossierSettings>>;

/** What of it is missing beside what was given. */
export function missingBeside(env: Partial<Record<string, unknown>>): { name: string; message: string }[] {
  const given = TOGETHER.filter((name) => env[name] !== undefined && env[name] !== '');
  if (given.length === 0) return [];
  return TOGETHER.filter((name) => !given.includes(name)).map((name) => ({
    name,
    message: `is needed beside ${given.join(', ')}`,
  }));
}
