import type { DossierFile } from '@thi-dua/prisma/generated/awards/client';
import { LINK_SECONDS, signFileLink } from '@thi-dua/schema/file-link';
import { toGlobalId } from '@thi-dua/schema/global-id';
import { entity } from '@thi-dua/schema/subgraph-schema';
import { type AwardsContext, builder } from '../builder.js';
import { NominationRef, NominationStepRef } from '../nomination/nomination-ref.js';
import { TenantRef, tenantReference } from '../references.js';
import type { FileKind } from './dossier-rules.js';
import { fileById, filesOf, missingFiles } from './dossier-store.js';
import { DossierFileKindEnum } from './file-kind.js';

/** Of a column that the database holds to these. */
const fileKind = (text: string) => text as FileKind;

export const DossierFileRef = builder.objectRef<DossierFile>('DossierFile').implement({
  ...entity<AwardsContext>('DossierFile', (id, context) => fileById(context).load(id)),
  description:
    'A file of a nomination’s dossier (hồ sơ). Read by the tenant that nominates, and by each tenant that the nomination has reached.',
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => toGlobalId('DossierFile', id) }),
    kind: t.field({ type: DossierFileKindEnum, resolve: ({ kind }) => fileKind(kind) }),
    name: t.exposeString('name'),
    size: t.exposeInt('size', { description: 'In bytes; at most 20,971,520.' }),
    mediaType: t.exposeString('mediaType', { description: 'By its content.' }),
    sha256: t.exposeString('sha256', {
      description:
        'Of its content, in 64 hexadecimal digits; the entry of the log by which it was added says the same.',
    }),
    uploadedOn: t.field({ type: 'DateTime', resolve: ({ uploadedAt }) => uploadedAt }),
    by: t.field({
      type: TenantRef,
      nullable: true,
      description: 'In whose name.',
      resolve: ({ tenantId }) => tenantReference(tenantId),
    }),
    person: t.string({ resolve: ({ uploadedBy }) => uploadedBy }),
    url: t.string({
      description: `Where it is read, behind the gateway's host. Whoever has the address reads the file, without a token, for ${LINK_SECONDS / 60} minutes, as long as your tenant may.`,
      resolve: async ({ id }, _args, { caller, keyFor }) =>
        `/files/${await signFileLink(keyFor('file link'), { file: id, tenant: caller.tenant, issuedAt: new Date() })}`,
    }),
  }),
});

/** What an entry of the log says of a file: the database writes it from the file's row. */
interface LoggedFile {
  kind: FileKind;
  name: string;
  mediaType: string;
  size: number;
  sha256: string;
}
const LoggedFileRef = builder.objectRef<LoggedFile>('LoggedFile').implement({
  description: 'A file as it was when it was added or removed; under the hash of the entry that says so.',
  fields: (t) => ({
    kind: t.field({ type: DossierFileKindEnum, resolve: ({ kind }) => kind }),
    name: t.exposeString('name'),
    mediaType: t.exposeString('mediaType'),
    size: t.exposeInt('size'),
    sha256: t.exposeString('sha256'),
  }),
});

builder.objectField(NominationStepRef, 'file', (t) =>
  t.field({
    type: LoggedFileRef,
    nullable: true,
    description: 'The file that was added or removed.',
    resolve: ({ step, content }) =>
      step === 'FILE_ADDED' || step === 'FILE_REMOVED' ? (content as unknown as LoggedFile) : null,
  }),
);

builder.objectField(NominationRef, 'files', (t) =>
  t.field({
    type: [DossierFileRef],
    description: 'Its dossier, oldest file first. Files are added by POST /nominations/{id}/files.',
    resolve: ({ id }, _args, context) => filesOf(context).load(id),
  }),
);

builder.objectField(NominationRef, 'missingFiles', (t) =>
  t.field({
    type: [DossierFileKindEnum],
    description: 'What the dossier lacks to be submitted, by the law of its form (see `AwardConferral.requiredFiles`).',
    resolve: ({ id }, _args, context) => missingFiles(context, id),
  }),
);
