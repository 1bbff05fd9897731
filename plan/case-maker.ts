import type {
  Case,
  Credentials,
  Expectation,
  Phase,
  PlannedBody,
  PlannedParameter,
  Subject,
} from '../model/case.ts';
import type { CaseKind } from '../model/case-kind.ts';
import type { Effect, Operation } from '../model/contract.ts';
import type { Pointer } from '../model/pointer.ts';
import type { Draft } from './drafts.ts';

/** What distinguishes one case of an operation from its plainest. */
export interface CaseParts {
  readonly phase: Phase;
  /** Told by phase and expectation where it is not given. */
  readonly kind?: CaseKind;
  readonly purpose: string;
  readonly expectation: Expectation;
  readonly parameters?: readonly PlannedParameter[];
  /** Null for no body at all. */
  readonly body?: PlannedBody | null;
  readonly credentials?: Credentials;
  readonly method?: string;
  /** The media type that is asked for. */
  readonly accept?: string;
  readonly control?: boolean;
  readonly subject?: Subject | null;
  /** The place of the body that it is about. */
  readonly about?: Pointer;
}

/** Makes the cases of one operation; cases of one `group` call share a control. */
export interface CaseMaker {
  readonly operation: Operation;
  readonly draft: Draft;
  readonly subject: Subject | undefined;
  /** Adds cases that are sent one after another. */
  group(parts: readonly CaseParts[]): void;
  readonly cases: readonly Case[];
}

/** A maker with nothing made yet; `settle` mends or drops what hangs together and does not fit. */
export function caseMaker(
  operation: Operation,
  draft: Draft,
  subject: Subject | undefined,
  settle: (parts: readonly CaseParts[]) => readonly CaseParts[] = (parts) => parts,
): CaseMaker {
  const cases: Case[] = [];
  let groups = 0;
  return {
    operation,
    draft,
    subject,
    cases,
    group(parts) {
      const settled = settle(parts);
      if (settled.length === 0) return;
      groups += 1;
      for (const part of settled) {
        cases.push(
          caseOf(
            operation,
            draft,
            subject,
            part,
            `${operation.id} #${cases.length + 1}`,
            `${operation.id} g${groups}`,
          ),
        );
      }
    },
  };
}

function caseOf(
  operation: Operation,
  draft: Draft,
  usual: Subject | undefined,
  part: CaseParts,
  id: string,
  group: string,
): Case {
  const body = part.body === undefined ? draft.body : part.body;
  const subject = part.subject === undefined ? usual : part.subject;
  return {
    id,
    operation: operation.id,
    phase: part.phase,
    kind: part.control === true ? 'control' : (part.kind ?? usualKind(part)),
    purpose: part.purpose,
    effect: effectOf(operation, part.method),
    request: {
      method: part.method ?? operation.method,
      parameters: part.parameters ?? draft.parameters,
      ...(body ? { body } : {}),
      credentials: part.credentials ?? 'valid',
      ...(part.accept === undefined ? {} : { accept: part.accept }),
    },
    expectation: part.expectation,
    group,
    ...(subject ? { subject } : {}),
    ...(part.control === true ? { control: true } : {}),
  };
}

function usualKind({ phase, expectation }: CaseParts): CaseKind {
  if (expectation.kind === 'refusal') return 'probe';
  if (phase === 'examples') return 'example';
  if (phase === 'random') return 'random';
  return phase === 'sequences' ? 'step' : 'plain';
}

const METHOD_EFFECTS: Readonly<Record<string, Effect>> = {
  POST: 'create',
  PUT: 'update',
  PATCH: 'update',
  DELETE: 'delete',
};

/** A probe with another method does what that method means. */
function effectOf(operation: Operation, method = operation.method as string): Effect {
  return method === operation.method ? operation.effect : (METHOD_EFFECTS[method] ?? 'read');
}

/** The draft's parameters with one replaced, added, or left out where the value is undefined. */
export function withParameter(
  parameters: readonly PlannedParameter[],
  parameter: Pick<PlannedParameter, 'name' | 'in'>,
  value: PlannedParameter['value'] | undefined,
): PlannedParameter[] {
  const others = parameters.filter(
    ({ name, in: where }) => name !== parameter.name || where !== parameter.in,
  );
  return value === undefined ? others : [...others, { name: parameter.name, in: parameter.in, value }];
}
