import type { Caller } from './caller.js';
import { PublicError } from './errors.js';
import type { Scope } from './scopes.js';

/** Whoever lacks a scope is told which one; it says nothing about any record. */
export const scopesMissing = (required: readonly Scope[]) =>
  new PublicError('FORBIDDEN', `Your token or key does not have the scope this needs: ${required.join(', ')}.`, {
    requiredScopes: [...required],
  });

export const hasScopes = ({ scopes }: Pick<Caller, 'scopes'>, required: readonly Scope[]): boolean =>
  required.every((scope) => scopes.includes(scope));

/** Throws FORBIDDEN unless the caller has all of these. */
export function requireScopes(caller: Caller, required: readonly Scope[]): void {
  if (!hasScopes(caller, required)) throw scopesMissing(required);
}
