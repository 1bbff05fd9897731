import type { Contract, Operation, OperationId, Response } from '../model/contract.ts';
import type { Pointer } from '../model/pointer.ts';
import type { TwinDeparture } from '../servers/twin/departure.ts';
import type { Replies } from '../servers/twin/twin-replies.ts';
import type { Unreached } from './reached.ts';

/** What kind of promise a mutant breaks. */
export type Family =
  | 'request'
  | 'response'
  | 'status'
  | 'header'
  | 'resource'
  | 'list'
  | 'task'
  | 'session'
  | 'credentials'
  | 'protocol';

/** What of the contract a mutant breaks. */
export interface Target {
  /** The operation whose promise is broken, and whose finding is due. */
  readonly operation: OperationId;
  /** `body`, `query limit`, `200 body`, `header Location`; absent where the operation as a whole is meant. */
  readonly where?: string;
  readonly instance?: Pointer;
  /** Place of the broken statement in the contract. */
  readonly statement?: Pointer;
  readonly keyword?: string;
  readonly member?: string;
}

/** A twin with one deliberate departure, which some check should find. */
export interface Mutant {
  /** The same for the same contract, whatever else changes in it. */
  readonly id: string;
  readonly family: Family;
  /** The check that is to find it. */
  readonly check: string;
  readonly target: Target;
  /** What the server does, completing "a server that …". */
  readonly what: string;
  /** Other operations that have to take part for it to be found. */
  readonly also?: readonly OperationId[];
  /** A departure that remembers nothing of another trial; it tells `note` of what its replies do not show. */
  depart(note: () => void): TwinDeparture;
}

/** What nothing can be made wrong of, and why. */
export interface Unmade {
  readonly family: Family;
  readonly check: string;
  readonly target: Target;
  readonly why: string;
}

/** What mutants are made with. */
export interface Ground {
  readonly contract: Contract;
  /** Replies as the twin makes them. */
  readonly replies: Replies;
  readonly unreached: Unreached;
}

/** What a family makes of a contract. */
export interface Brood {
  readonly mutants: readonly Mutant[];
  readonly unmade: readonly Unmade[];
}

/** What a family makes of each response of each operation: mutants, where it ever comes. */
export function ofResponses(
  { contract, unreached }: Ground,
  make: (operation: Operation, response: Response) => readonly Mutant[],
): Brood {
  return joined(
    contract.operations.flatMap((operation) =>
      operation.responses.map((response): Brood => {
        const made = make(operation, response);
        const why = unreached(operation, response);
        if (why === undefined) return { mutants: made, unmade: [] };
        return {
          mutants: [],
          unmade: made.map(({ family, check, target }) => ({ family, check, target, why })),
        };
      }),
    ),
  );
}

/** What several broods are together. */
export function joined(broods: readonly Brood[]): Brood {
  return {
    mutants: broods.flatMap(({ mutants }) => mutants),
    unmade: broods.flatMap(({ unmade }) => unmade),
  };
}

/** The id of a mutant: family, target and what it does, in a line. */
export function mutantId(family: Family, target: Target, does: string): string {
  const { operation, where, instance, statement, keyword, member } = target;
  const place = [where, instance === '' ? undefined : instance, keyword, member].filter(Boolean).join(' ');
  // The same keyword may be said in several schemas of a place.
  const said = statement === undefined ? '' : ` @${statement}`;
  return `${operation} | ${family} | ${place === '' ? '' : `${place} | `}${does}${said}`;
}
