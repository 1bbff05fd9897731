import type { Collection } from './collection.ts';
import type { CallFault } from './faults-in.ts';
import type { TwinObject } from './twin-object.ts';
import type { TwinReply } from './twin-replies.ts';
import type { Call, TwinRequest } from './twin-request.ts';

/** A change of an object that a twin is about to carry out. */
export interface TwinWork {
  readonly what: 'create' | 'update' | 'delete' | 'revive';
  readonly call: Call;
  readonly collection: Collection;
  /** Absent for a create. */
  readonly object?: TwinObject;
}

/** Where a twin can depart from its contract on purpose; without any member it keeps to it. */
export interface TwinDeparture {
  /** Answers a call to an operation; `usual` is what the twin does with it, or with another. */
  answer?(call: Call, usual: (call?: Call) => TwinReply): TwinReply;
  /** Answers what is meant for no operation: another path, another method. */
  outside?(request: TwinRequest, usual: TwinReply): TwinReply;
  /** Whether a call brings the credentials that its operation asks for. */
  admits?(call: Call, usual: boolean): boolean;
  /** What is wrong with a call; with nothing it is carried out. */
  faults?(call: Call, usual: readonly CallFault[]): readonly CallFault[];
  /** Refuses a call with faults. */
  refuse?(call: Call, faults: readonly CallFault[], usual: TwinReply): TwinReply;
  /** Whether a call is refused that gives an object what another one has, in a member that no two may share. */
  keepsAlone?(call: Call, member: string): boolean;
  /** Changes an object in another way, and gives what the reply shows; undefined where it is to be done as usual. */
  carryOut?(work: TwinWork, usual: () => TwinObject): TwinObject | undefined;
}
