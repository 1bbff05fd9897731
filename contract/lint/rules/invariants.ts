import type { Invariant } from '../../../model/contract.ts';
import { child, type Pointer } from '../../../model/pointer.ts';
import { INVARIANTS } from '../../invariants-keyword.ts';
import { membersAlong } from '../../member-path.ts';
import { error, type Remark } from '../diagnostic.ts';
import { hintFor } from '../nearest-name.ts';
import type { LintContext, Rule } from '../rule.ts';

const REQUEST_PARTS = ['path', 'query', 'headers', 'body'];

/** Invariants have names of their own, and speak of members that there are. */
export const invariants: Rule = {
  id: 'invariants',
  *check(context) {
    for (const [holder, here] of context.contract.invariants) {
      const names = new Set<string>();
      for (const [index, invariant] of here.entries()) {
        const at = child(holder, INVARIANTS, index);
        if (names.has(invariant.id)) yield repeated(invariant, child(at, 'id'));
        names.add(invariant.id);
        yield* remarksOn(context, invariant, child(at, 'cel'));
      }
    }
  },
};

function repeated({ id }: Invariant, at: Pointer): Remark {
  return error(
    'invariant-repeated',
    at,
    `another invariant at this place is called ${id}; findings tell them apart by that.`,
    'Give it a name of its own.',
  );
}

function* remarksOn(context: LintContext, invariant: Invariant, at: Pointer): Iterable<Remark> {
  if (invariant.reads.length === 0)
    yield error(
      'invariant-without-subject',
      at,
      'the rule speaks of nothing: neither of self nor of request, status or headers.',
      'Say what must hold of the value: self.member.',
    );
  for (const [variable, ...path] of invariant.reads) {
    if (variable === 'self') yield* undeclared(context, selfSchemas(context, invariant), path, at);
    if (variable === 'request') yield* remarksOnRequest(context, invariant, path, at);
  }
}

function selfSchemas({ contract }: LintContext, { kind, holder }: Invariant): Pointer[] {
  if (kind === 'schema') return [holder];
  const { operations } = contract;
  const responses =
    kind === 'operation'
      ? operations.filter(({ pointer }) => pointer === holder).flatMap((operation) => operation.responses)
      : operations.flatMap((operation) => operation.responses).filter(({ pointer }) => pointer === holder);
  return responses.flatMap(({ contents }) => contents.flatMap(({ schema }) => schema ?? []));
}

/** A member that one of the schemas declares is there; so is any of one that declares none. */
function* undeclared(
  { document }: LintContext,
  schemas: readonly Pointer[],
  path: readonly string[],
  at: Pointer,
): Iterable<Remark> {
  const found = schemas.map((schema) => membersAlong(document, schema, path).missing);
  const missing = found.flatMap((one) => one ?? []);
  const [first] = missing;
  if (first === undefined || missing.length < found.length) return;
  yield error(
    'invariant-member-undeclared',
    at,
    `the rule speaks of ${path.join('.')}, and the schema declares no ${JSON.stringify(first.member)}${hintFor(first.member, first.known)}`,
    'Name a member that the schema declares, or declare it.',
  );
}

function* remarksOnRequest(
  context: LintContext,
  { holder, kind }: Invariant,
  [part, name, ...rest]: readonly string[],
  at: Pointer,
): Iterable<Remark> {
  if (part !== undefined && !REQUEST_PARTS.includes(part)) {
    const hint = hintFor(part, REQUEST_PARTS);
    yield error(
      'invariant-request-part',
      at,
      `a request has ${REQUEST_PARTS.join(', ')}, and no ${JSON.stringify(part)}${hint}`,
      'Name one of these parts.',
    );
  }
  const operation = context.contract.operations.find(({ pointer }) => pointer === holder);
  if (kind !== 'operation' || !operation || name === undefined) return;
  if (part === 'body')
    yield* undeclared(
      context,
      (operation.body?.contents ?? []).flatMap(({ schema }) => schema ?? []),
      [name, ...rest],
      at,
    );
  if (part !== 'path' && part !== 'query') return;
  const names = operation.parameters.filter((parameter) => parameter.in === part).map((one) => one.name);
  if (names.includes(name) || name === '*') return;
  yield error(
    'invariant-parameter-undeclared',
    at,
    `${operation.id} has no ${part} parameter ${JSON.stringify(name)}${hintFor(name, names)}`,
    'Name a parameter that the operation declares.',
  );
}
