import { entityOf, type Secret } from '../world/secret.js';
import type { MutationProbes } from './mutation.js';

const ofPlan = (secret: Secret, field: string, input: Record<string, unknown>) =>
  entityOf(secret) !== 'Plan'
    ? null
    : {
        query: `mutation ($input: ${field.charAt(0).toUpperCase()}${field.slice(1)}Input!) { ${field}(input: $input) { plan { id } errors { code } } }`,
        input,
      };

/** Changes of plans. */
export const plansProbes: MutationProbes = {
  createPlan: (secret) => ({
    query: 'mutation ($input: CreatePlanInput!) { createPlan(input: $input) { plan { id } errors { code } } }',
    input: {
      tenant: secret.owner,
      movement: 'VNN-2021-2025',
      title: 'x',
      document: { type: 'KẾ HOẠCH', issuer: 'x', issuedOn: secret.day },
    },
  }),
  importPlanDocument: (secret) => ({
    query:
      'mutation ($input: ImportPlanDocumentInput!) { importPlanDocument(input: $input) { plan { id } source { text } errors { code } } }',
    input: {
      tenant: secret.owner,
      movement: 'VNN-2021-2025',
      text: 'ỦY BAN NHÂN DÂN\nTỈNH X\nX, ngày 01 tháng 02 năm 2023\n\nKẾ HOẠCH\nPhong trào thi đua “Vì người nghèo” đến năm 2025\n',
    },
  }),
  issuePlan: (secret, id) =>
    entityOf(secret) !== 'Plan'
      ? null
      : {
          query: 'mutation ($input: IssuePlanInput!) { issuePlan(input: $input) { plan { id } errors { code } } }',
          input: { id },
        },
  updatePlan: (secret, id) => ofPlan(secret, 'updatePlan', { id, version: 1, title: 'x' }),
  amendPlan: (secret, id) =>
    ofPlan(secret, 'amendPlan', {
      id,
      changes: 'x',
      document: { type: 'KẾ HOẠCH', issuer: 'x', issuedOn: secret.day },
    }),
  closePlan: (secret, id) => ofPlan(secret, 'closePlan', { id, closedOn: secret.day }),
  openPlan: (secret, id) => ofPlan(secret, 'openPlan', { id, visibility: 'PUBLIC' }),
};
