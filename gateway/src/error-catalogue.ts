import { ERROR_CODES } from '@thi-dua/schema/error-codes';
import { FAULT_CODES } from '@thi-dua/schema/fault-codes';

/** docs/errors.md: what every code means, from where the codes are declared. */
export function errorCatalogue(): string {
  const errors = Object.entries(ERROR_CODES).map(
    ([code, { status, when, remedy }]) => `| \`${code}\` | ${status.join(', ')} | ${when} | ${remedy} |`,
  );
  const faults = Object.entries(FAULT_CODES).map(([code, meaning]) => `| \`${code}\` | ${meaning} |`);
  return `# Errors

Written by \`npm run compose\` from where the codes are declared. Codes are stable: they are what a program goes by; the words of a
message may change.

What you may not see does not exist: it is answered by null, an empty list or \`NOT_FOUND\`, never by \`FORBIDDEN\`.

## Of a request, or a part of an answer

In the graph \`errors[].extensions.code\`; in REST, files and reports \`code\` of an RFC 9457 problem. Status 200 in this list: the
answer holds something else, and \`path\` names the part that is missing.

| code | status | when | do |
|---|---|---|---|
${errors.join('\n')}

## Of what a mutation was given

Expected faults are data: \`errors { code message path }\` of the mutation's result, all at once, with status 200; nothing was
written then. Lines of an import and files of a dossier use the same codes.

| code | means |
|---|---|
${faults.join('\n')}
`;
}
