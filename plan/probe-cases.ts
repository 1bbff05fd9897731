import { parentOf } from '../contract/parents.ts';
import { promiseLevel } from '../contract/refusals.ts';
import { weakerWays } from '../contract/weaker-account.ts';
import type { Credentials, PlannedFault, Subject } from '../model/case.ts';
import type { Contract, FaultKind, Operation } from '../model/contract.ts';
import type { Pointer } from '../model/pointer.ts';
import { weakest } from '../model/statement.ts';
import { openParameters } from './access.ts';
import { type CaseMaker, type CaseParts, withParameter } from './case-maker.ts';
import { faultLevel } from './levels.ts';
import type { Omit, PlanContext } from './options.ts';

const PROBED_METHODS = ['TRACE', 'PATCH', 'PUT', 'DELETE', 'POST'] as const;

/** Every operation once without credentials and once with made-up ones; the control has valid ones. */
export function credentialProbes(
  context: PlanContext,
  maker: CaseMaker,
  control: CaseParts,
  omit: Omit,
): void {
  const { operation } = maker;
  if (operation.security.length === 0 || operation.security.some((names) => names.length === 0)) return;
  const unknown = unknownScheme(context, operation);
  if (unknown !== undefined) {
    omit(
      'missing and made-up credentials',
      `the scheme ${unknown} is not declared, or of a kind that is not supported`,
    );
    return;
  }
  const probe = (credentials: Exclude<Credentials, 'valid'>, what: string): CaseParts => ({
    phase: 'coverage',
    purpose: what,
    credentials,
    expectation: refusal(context, operation, 'credentials', operation.pointer, 'security', what),
  });
  maker.group([
    probe('none', 'no credentials'),
    probe('wrong', 'made-up credentials'),
    ...(isWeakerTried(context, operation, omit) ? [probe('weaker', 'an account that may only read')] : []),
    { ...control, purpose: 'the same request with valid credentials', control: true },
  ]);
}

/** Whether all that an account needs which may only read is set, for each way to let it in. */
export function isWeakerKnown(contract: Contract, site: PlanContext['site'], operation: Operation): boolean {
  const ways = weakerWays(contract, operation);
  return ways.some(({ variables }) => variables.every((name) => site.has(name)));
}

/** Whether an operation that changes something is tried with the account that may only read. */
function isWeakerTried({ contract, site }: PlanContext, operation: Operation, omit: Omit): boolean {
  const isChange = ['create', 'update', 'delete'].includes(operation.effect);
  const ways = isChange && !site.mock ? weakerWays(contract, operation) : [];
  const unset = ways.map(({ variables }) => variables.filter((name) => !site.has(name)));
  const [first] = unset;
  if (first === undefined || unset.some((names) => names.length === 0)) return first !== undefined;
  const why = `${first.join(' and ')} ${first.length > 1 ? 'are' : 'is'} not set`;
  omit('an account that may only read', why, undefined, 'credentials-weaker-accepted');
  return false;
}

/** A scheme that nothing can be tried with: a certificate, say, is shown when a connection opens. */
function unknownScheme({ contract: { schemes } }: PlanContext, { security }: Operation): string | undefined {
  const usable = new Set(schemes.filter(({ kind }) => kind !== 'unsupported').map(({ name }) => name));
  return security.flat().find((name) => !usable.has(name));
}

/** Once a path: a method that the document does not have there, harmless to what is not ours. */
export function methodProbe(context: PlanContext, maker: CaseMaker, control: CaseParts): void {
  const { operation, subject } = maker;
  const { operations } = context.contract;
  const onPath = operations.filter(({ path }) => path === operation.path);
  if (onPath[0] !== operation) return;
  const documented = new Set<string>(onPath.map(({ method }) => method));
  const isOurs = subject?.kind === 'own';
  // A read is harmless everywhere; what changes things is tried on our own objects alone.
  const harmless = documented.has('GET') ? 'TRACE' : 'GET';
  const method =
    (isOurs ? PROBED_METHODS.find((name) => name !== 'TRACE' && !documented.has(name)) : undefined) ??
    harmless;
  if (documented.has(method)) return;
  const what = `${method} is not documented here`;
  maker.group([
    {
      phase: 'coverage',
      purpose: what,
      method,
      body: null,
      expectation: refusal(context, operation, 'method', operation.pointer, 'method', what),
      ...(isOurs ? { subject: { ...subject, fresh: true } } : {}),
    },
    { ...control, control: true },
  ]);
}

/** A read with an id that is said to name nothing. */
export function unknownProbes(context: PlanContext, maker: CaseMaker, control: CaseParts): void {
  const { operation, draft } = maker;
  if (operation.effect !== 'read') return;
  for (const parameter of operation.parameters) {
    if (parameter.in !== 'path' || parameter.unknown === undefined) continue;
    const what = `${parameter.name} names nothing`;
    const level = weakest(
      promiseLevel(context.contract, operation, 'path'),
      context.contract.statement(parameter.pointer).level,
    );
    const fault: PlannedFault = {
      kind: 'path',
      what,
      instance: parameter.name,
      statement: parameter.pointer,
      keyword: 'x-assay-unknown',
      level,
    };
    maker.group([
      {
        phase: 'coverage',
        purpose: what,
        parameters: withParameter(draft.parameters, parameter, parameter.unknown),
        expectation: { kind: 'refusal', fault },
        subject: remaining(context, maker, parameter.name),
      },
      { ...control, control: true },
    ]);
  }
}

/** Who gives the other path parameters, when one is given by the case itself. */
export function remaining(
  context: PlanContext,
  { subject, operation }: CaseMaker,
  parameter: string,
): Subject | null {
  if (!subject) return null;
  if (subject.kind === 'own') {
    const own = context.contract.resources.find(({ name }) => name === subject.resource);
    if (own?.parameter !== parameter) return subject;
    // What it stands below is still one of ours.
    const parent = parentOf(context.contract, own);
    const isBelow =
      parent && openParameters(context, operation).some(({ name }) => name === parent.parameter);
    return isBelow ? { kind: 'own', resource: parent.name, fresh: false } : null;
  }
  const parameters = subject.parameters.filter((name) => name !== parameter);
  return parameters.length === 0 ? null : { kind: 'linked', parameters };
}

function refusal(
  context: PlanContext,
  operation: Operation,
  kind: FaultKind,
  statement: Pointer,
  keyword: string,
  what: string,
): CaseParts['expectation'] {
  const level = faultLevel(context.contract, operation, kind, { schema: statement, keyword });
  return { kind: 'refusal', fault: { kind, what, instance: '', statement, keyword, level } };
}
