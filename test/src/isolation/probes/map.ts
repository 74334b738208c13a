import { toGlobalId } from '@thi-dua/schema/global-id';
import { fileOf } from '../../import/board.js';
import { territoryOf } from '../world/ground.js';
import type { MutationProbes } from './mutation.js';
import { nobody } from './nothing.js';

const ofTenant = (field: string, input: Record<string, unknown>) => ({
  query: `mutation ($input: ${field.charAt(0).toUpperCase()}${field.slice(1)}Input!) { ${field}(input: $input) { tenant { slug } errors { code } } }`,
  input,
});

/** Changes of units and tenants. */
export const mapProbes: MutationProbes = {
  enactBoundaryChange: ({ owner, day }) => {
    const territory = territoryOf(owner);
    return territory === null
      ? null
      : {
          query:
            'mutation ($input: BoundaryChangeInput!) { enactBoundaryChange(input: $input) { change { id } units { totalCount } errors { code } } }',
          input: {
            number: 'x',
            issuedOn: day,
            effectiveOn: '2090-01-01',
            rename: [{ code: territory.code, fullName: 'Xã Thử' }],
          },
        };
  },
  withdrawBoundaryChange: ({ owner }) => ({
    query:
      'mutation ($input: WithdrawBoundaryChangeInput!) { withdrawBoundaryChange(input: $input) { change { id } errors { code } } }',
    input: { id: toGlobalId('BoundaryChange', nobody), reason: owner },
  }),
  createTenant: ({ owner, day }) =>
    ofTenant('createTenant', {
      slug: `probe-${owner}`,
      kind: 'AGENCY',
      name: 'x',
      superior: owner,
      establishedOn: day,
    }),
  dissolveTenant: ({ owner, day }) => ofTenant('dissolveTenant', { slug: owner, on: day, legalBasis: 'x' }),
  transferTenant: ({ owner, day }) => ofTenant('transferTenant', { slug: owner, superior: 'trung-uong', from: day }),
  nameSuccessor: ({ owner }) => ofTenant('nameSuccessor', { tenant: owner, successor: 'trung-uong' }),
  importLocalities: ({ owner, day }) => ({
    query:
      'mutation ($input: ImportLocalitiesInput!) { importLocalities(input: $input) { written errors { code message } } }',
    input: { asOf: day, list: fileOf(`code,name,level,parent_code\n99,Tỉnh ${owner},PROVINCE,\n`) },
  }),
  importDesignations: ({ owner, day }) => {
    const territory = territoryOf(owner);
    return territory === null
      ? null
      : {
          query:
            'mutation ($input: ImportDesignationsInput!) { importDesignations(input: $input) { written errors { code message } } }',
          input: {
            list: fileOf(`code,designation,begins,given_by\n${territory.code},BORDER,${day},x\n`),
          },
        };
  },
};
