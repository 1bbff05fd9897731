import type { OperationId } from './contract.ts';

/** A member of replies: where it stands, and what it was. Never its value. */
export interface ShapeMember {
  /** `*` stands for any item, and for any member whose name the contract leaves open. */
  readonly path: string;
  /** Types as JSON Schema names them, null and whole numbers apart. */
  readonly types: readonly string[];
  /** How often it was there. */
  readonly count: number;
  /** How often what holds it was there. */
  readonly of: number;
  /** Whether its presence says nothing of the target, but of the data that somebody keeps there. */
  readonly isVolatile: boolean;
  /** Whether the contract lets it be of several types, so that its type is data. */
  readonly isOpen: boolean;
}

/** What one reply to a planned case showed, names and types alone. */
export interface Sighting {
  /** Id of the case: the same seed and options plan the same ones. */
  readonly case: string;
  /** Null where no reply came. */
  readonly status: number | null;
  /** In lower case, without those of the connection. */
  readonly headers: readonly string[];
  readonly members: readonly ShapeMember[];
}

/** A name that replies bear: in all of them, or in some. */
export interface Seen {
  readonly name: string;
  readonly isAlways: boolean;
}

/** A member that replies bear. */
export interface SeenMember {
  readonly path: string;
  readonly types: readonly string[];
  readonly isAlways: boolean;
  readonly isVolatile: boolean;
  readonly isOpen: boolean;
}

/** All replies of one status to the cases of one operation. */
export interface ObservedReplies {
  readonly status: number | null;
  readonly cases: number;
  readonly headers: readonly Seen[];
  readonly members: readonly SeenMember[];
  /** Whether there were more members than are told. */
  readonly isCut: boolean;
}

/** What the cases of one operation were answered. */
export interface Observed {
  readonly operation: OperationId;
  readonly replies: readonly ObservedReplies[];
}
