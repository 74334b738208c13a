import { parseArgs } from 'node:util';
import { OperatorError } from '@thi-dua/prisma/errors';
import { tenantFacts } from '@thi-dua/prisma/seed/tenants';
import { ROLES, type Role } from '@thi-dua/schema/caller';
import { tenantSlug } from './access-token/claims.js';
import { localKey } from './access-token/kept-key.js';
import { signLocalToken } from './access-token/local-token.js';
import { tokenEnv } from './env.js';

const usage = 'Usage: npm run --silent token -- TENANT [--role ROLE …] [--subject NAME]';

interface Wish {
  tenant: string;
  roles: readonly Role[];
  subject: string;
}

function wishFrom(args: string[]): Wish {
  const { positionals, values } = parse(args);
  const [tenant, ...further] = positionals;
  if (tenant === undefined || further.length > 0) throw new OperatorError('USAGE', usage);
  if (!tenantSlug.test(tenant)) {
    throw new OperatorError(
      'USAGE',
      `"${tenant}" is not a tenant's short name: lower-case letters, digits and single hyphens, e.g. thanh-xuan.\n${usage}`,
    );
  }
  const wanted = (values.role ?? []).flatMap((names) => names.split(',')).map((name) => name.trim().toUpperCase());
  const unknown = wanted.filter((name) => !ROLES.some((role) => role === name));
  if (unknown.length > 0)
    throw new OperatorError('USAGE', `There is no role ${unknown.join(', ')}. The roles are ${ROLES.join(', ')}.`);
  const subject = values.subject ?? `local@${tenant}`;
  if (subject === '' || subject.length > 256)
    throw new OperatorError('USAGE', `--subject must have 1 to 256 characters.\n${usage}`);
  return { tenant, subject, roles: wanted.length === 0 ? ROLES : ROLES.filter((role) => wanted.includes(role)) };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { role: { type: 'string', multiple: true }, subject: { type: 'string' } },
    });
  } catch (error) {
    throw new OperatorError('USAGE', `${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}

// Prints a token for local use. It says who asks; whether that tenant exists, the API answers.
try {
  const env = tokenEnv();
  const wish = wishFrom(process.argv.slice(2));
  if (!tenantFacts.some(({ slug }) => slug === wish.tenant)) {
    process.stderr.write(
      `Note: "${wish.tenant}" is none of the tenants the project starts with (${tenantFacts.map(({ slug }) => slug).join(', ')}). Unless it was created since, it sees nothing.\n`,
    );
  }
  if (env.JWKS_URL !== undefined || env.OIDC_ISSUERS !== undefined) {
    process.stderr.write(
      "Note: an issuer is configured. A gateway started so honours its issuers' tokens only, not this one.\n",
    );
  }
  process.stdout.write(`${await signLocalToken(localKey(env.DATA_DIR), wish)}\n`);
} catch (error) {
  if (!(error instanceof OperatorError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
