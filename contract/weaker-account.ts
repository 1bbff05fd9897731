import type { Contract, Operation, Requirement, Scheme, SiteValue } from '../model/contract.ts';

/** A way in with the account that may read and change nothing. */
export interface WeakerWay {
  readonly requirement: Requirement;
  /** The variables that it needs of that account. */
  readonly variables: readonly string[];
}

/** The parts of a scheme's credentials that the weaker account has of its own; those behind its login for a session. */
export function weakerParts(contract: Contract, scheme: Scheme): ReadonlyMap<string, SiteValue> | undefined {
  const { session } = scheme;
  if (!session) return scheme.weaker;
  return contract.schemes.find(({ name }) => name === session.with)?.weaker;
}

/** The ways into an operation with the weaker account; none where the contract names no such account for it. */
export function weakerWays(contract: Contract, { security }: Operation): WeakerWay[] {
  return security.flatMap((requirement) => {
    const parts = requirement.flatMap((name) => {
      const scheme = contract.schemes.find((candidate) => candidate.name === name);
      return scheme ? [...(weakerParts(contract, scheme)?.values() ?? [])] : [];
    });
    const variables = parts.filter((value) => value.default === undefined).map(({ env }) => env);
    return parts.length === 0 ? [] : [{ requirement, variables }];
  });
}
