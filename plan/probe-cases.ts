import { promiseLevel } from '../contract/refusals.ts';
import { malformedJson } from '../generators/wire/index.ts';
import type { PlannedFault, Subject } from '../model/case.ts';
import type { FaultKind, Operation } from '../model/contract.ts';
import { child, type Pointer } from '../model/pointer.ts';
import { weakest } from '../model/statement.ts';
import { usualContent } from './body-wire.ts';
import { type CaseMaker, type CaseParts, withParameter } from './case-maker.ts';
import { faultLevel } from './levels.ts';
import type { Omit, PlanContext } from './options.ts';

// Of these one is sent where the document does not take it.
const FOREIGN_TYPES = [
  { mediaType: 'application/xml', text: '<assay/>' },
  { mediaType: 'text/csv', text: 'assay' },
] as const;

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
  const probe = (credentials: 'none' | 'wrong', what: string): CaseParts => ({
    phase: 'coverage',
    purpose: what,
    credentials,
    expectation: refusal(context, operation, 'credentials', operation.pointer, 'security', what),
  });
  maker.group([
    probe('none', 'no credentials'),
    probe('wrong', 'made-up credentials'),
    { ...control, purpose: 'the same request with valid credentials', control: true },
  ]);
}

/** A scheme that nothing can be tried with: a certificate, say, is shown when a connection opens. */
function unknownScheme({ contract: { schemes } }: PlanContext, { security }: Operation): string | undefined {
  const usable = new Set(schemes.filter(({ kind }) => kind !== 'unsupported').map(({ name }) => name));
  return security.flat().find((name) => !usable.has(name));
}

/** Bodies that are no JSON, of another media type, or not there. */
export function bodyProbes(context: PlanContext, maker: CaseMaker, control: CaseParts): void {
  const { operation, draft } = maker;
  const { body } = draft;
  const content = usualContent(operation.body);
  if (!body || !content || !('value' in body)) return;
  const parts: CaseParts[] = [];
  const add = (kind: FaultKind, place: Pointer, keyword: string, what: string, sent: CaseParts['body']) => {
    const expectation = refusal(context, operation, kind, place, keyword, what);
    parts.push({ phase: 'coverage', purpose: what, expectation, body: sent ?? null });
  };
  if (operation.body?.required) {
    add('body', operation.body.pointer, 'required', 'the body is missing', null);
  }
  const { mediaType } = body;
  if (/[/+]json$/.test(mediaType)) {
    for (const { what, text } of malformedJson(JSON.stringify(body.value))) {
      add('body', content.pointer, 'content', `the body is no JSON: ${what}`, { mediaType, text });
    }
  }
  const foreign = FOREIGN_TYPES.find((other) => !takes(operation, other.mediaType));
  if (foreign) {
    const place = child(operation.body?.pointer ?? '', 'content');
    add('media-type', place, 'content', `the body is ${foreign.mediaType}`, foreign);
  }
  if (parts.length > 0) maker.group([...parts, { ...control, control: true }]);
}

function takes({ body }: Operation, mediaType: string): boolean {
  const [kind] = mediaType.split('/');
  return (body?.contents ?? []).some((content) =>
    [mediaType, `${kind}/*`, '*/*'].includes(content.mediaType.split(';')[0]?.trim().toLowerCase() ?? ''),
  );
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
function remaining(context: PlanContext, { subject }: CaseMaker, parameter: string): Subject | null {
  if (!subject) return null;
  if (subject.kind === 'own') {
    const own = context.contract.resources.find(({ name }) => name === subject.resource);
    return own?.parameter === parameter ? null : subject;
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
