import type { CaseKind } from './case-kind.ts';
import type { Effect, FaultKind, OperationId, Parameter } from './contract.ts';
import type { CaseCounts, Constraint, ConstraintOfValue, PlannedConstraint } from './coverage.ts';
import type { Json } from './json.ts';
import type { Pointer } from './pointer.ts';
import type { Level } from './statement.ts';

/** Which part of a run a case belongs to. */
export type Phase = 'examples' | 'coverage' | 'random' | 'sequences';

/** A parameter's planned value; strings may hold `${mark}`. */
export interface PlannedParameter {
  readonly name: string;
  readonly in: Parameter['in'];
  readonly value: Json;
}

/** A body that is sent as its media type says: a value to encode, or text. */
export type SoundBody =
  | { readonly mediaType: string; readonly value: Json }
  | { readonly mediaType: string; readonly text: string };

/**
 * A sound body that is spoilt in one way when it is sent, with marks and fresh members in it: a raw fault of
 * `generators/wire`, named by its words, and what it needs to know.
 */
export interface SpoiltBody {
  /** That of the sound body; the fault may send another or none. */
  readonly mediaType: string;
  readonly sound: SoundBody;
  readonly spoiling: { readonly what: string; readonly at?: Pointer; readonly other?: Json };
}

/** A planned body. */
export type PlannedBody = SoundBody | SpoiltBody;

/** Whose credentials a request carries; `wrong` are made up, `weaker` those of an account that may only read. */
export type Credentials = 'valid' | 'none' | 'wrong' | 'weaker';

/** What is known of a request before it is sent. */
export interface PlannedRequest {
  /** Differs from the operation's where an undocumented method is tried. */
  readonly method: string;
  readonly parameters: readonly PlannedParameter[];
  readonly body?: PlannedBody;
  readonly credentials: Credentials;
  /** The media type that is asked for; all documented ones where it is absent. */
  readonly accept?: string;
}

/** Where the object comes from that a path names. */
export type Subject =
  /** One that this run created; `fresh` for this case alone. */
  | { readonly kind: 'own'; readonly resource: string; readonly fresh: boolean }
  /** One that is read from a reply of the target. */
  | { readonly kind: 'linked'; readonly parameters: readonly string[] };

/** The only thing wrong with a request. */
export interface PlannedFault {
  readonly kind: FaultKind;
  /** In words: "missing", "null instead of string". */
  readonly what: string;
  /** Place in the value that is faulty; the parameter's name for parameters. */
  readonly instance: string;
  /** Place of the broken statement in the contract. */
  readonly statement: Pointer;
  readonly keyword: string;
  readonly member?: string;
  /** Where the broken constraint stands in the request, if it is one of a value: as in a Constraint. */
  readonly place?: Pick<Constraint, 'where' | 'instance' | 'member'>;
  /** How hard the document binds the target to refuse it. */
  readonly level: Level;
}

/** What should come back, decided when the case is planned. */
export type Expectation =
  /** A documented success; `level` is that of a refusal's finding. */
  | { readonly kind: 'success'; readonly level: Level }
  /** A refusal by a status that answers this kind of fault. */
  | { readonly kind: 'refusal'; readonly fault: PlannedFault }
  /** Anything that is documented. */
  | { readonly kind: 'documented' };

/** A member that no client may set, and that a body carries all the same. */
export interface AssignedMember {
  readonly member: string;
  /** Legal values that name nothing, of which one is sent that is not there. */
  readonly values: readonly Json[];
  /** Whether it is what the object is called by. */
  readonly isIdentity: boolean;
  /** Who says that no client sets it. */
  readonly statement: { readonly pointer: Pointer; readonly keyword: string };
  /** How hard that binds at most. */
  readonly bound: Level;
}

/** Part of a case in a sequence. */
export interface StepRole {
  readonly sequence: string;
  readonly resource?: string;
  readonly role:
    | 'create'
    | 'create-again'
    | 'read'
    | 'read-location'
    | 'read-steady'
    | 'list'
    | 'list-none'
    | 'update'
    | 'read-updated'
    | 'list-updated'
    | 'update-again'
    | 'read-again'
    | 'update-assigned'
    | 'read-assigned'
    | 'update-partial'
    | 'read-partial'
    | 'update-clear'
    | 'read-cleared'
    | 'act'
    | 'act-again'
    | 'read-acted'
    | 'delete'
    | 'read-deleted'
    | 'list-deleted'
    | 'list-all'
    | 'list-limited'
    | 'list-page'
    | 'list-later'
    | 'list-again'
    | 'act-deleted'
    | 'update-deleted'
    | 'revive'
    | 'read-revived'
    | 'delete-again'
    | 'update-refused'
    | 'delete-refused'
    | 'revive-refused'
    | 'read-refused'
    | 'create-repeated'
    | 'create-other'
    | 'read-other'
    | 'create-beside'
    | 'update-repeated'
    | 'read-repeated'
    | 'list-beside'
    | 'delete-other'
    | 'read-spared'
    | 'list-spared'
    | 'switch'
    | 'login'
    | 'use'
    | 'logout'
    | 'use-after';
  /** The one member that it is about. */
  readonly member?: string;
}

/** One request with a purpose and an expectation. */
export interface Case {
  readonly id: string;
  readonly operation: OperationId;
  readonly phase: Phase;
  readonly kind: CaseKind;
  readonly purpose: string;
  /** What it does to the target if it is carried out. */
  readonly effect: Effect;
  readonly request: PlannedRequest;
  readonly subject?: Subject;
  readonly expectation: Expectation;
  /** Cases of one group are sent one after another, the control last. */
  readonly group: string;
  /** Equal to the faulty cases of its group but for their faults. */
  readonly control?: boolean;
  readonly step?: StepRole;
  /** Members that its body carries beside what the document lets a client send. */
  readonly assigned?: readonly AssignedMember[];
}

/** What is not tried, and why: silence is never green. */
export interface Omission {
  readonly operation: OperationId;
  /** A kind of case, in words. */
  readonly what: string;
  readonly why: string;
  readonly about?: OmissionSubject;
  /** The check that nothing else of the plan lets judge the operation. */
  readonly check?: string;
}

/** What of a request an omission speaks of. */
export interface OmissionSubject {
  /** `body`, `query limit`. */
  readonly where: string;
  /** Absent: all constraints there. */
  readonly constraint?: ConstraintOfValue;
  /** No run could try it. */
  readonly never: boolean;
}

/** Every constraint of the requests that take part, planned for or not. */
export interface PlannedLedger {
  readonly constraints: readonly PlannedConstraint[];
  /** The constraint that a faulty case breaks: case id to its place in the list. */
  readonly faults: Readonly<Record<string, number>>;
  readonly cases: Readonly<Record<OperationId, CaseCounts>>;
}

/** Sequences that are drawn at random from requests on the objects of one resource. */
export interface PlannedSequences {
  readonly resource: string;
  /** How many are tried. */
  readonly count: number;
  /** How many requests one has at most, beside those that look at the end. */
  readonly length: number;
  readonly seed: number;
  /** What they are drawn from, told apart by the roles of the steps. */
  readonly steps: readonly Case[];
}

/** All that a run will do. */
export interface Plan {
  readonly cases: readonly Case[];
  readonly sequences: readonly PlannedSequences[];
  readonly omissions: readonly Omission[];
  readonly ledger: PlannedLedger;
  /** The plainest request of each operation, by its id: what objects are made, found and removed with. */
  readonly basics: Readonly<Record<OperationId, Case>>;
  readonly estimate: { readonly requests: number; readonly creates: number; readonly minutes: number };
}
