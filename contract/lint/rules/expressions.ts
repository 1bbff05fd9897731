import type { Json } from '../../../model/json.ts';
import { child, type Pointer } from '../../../model/pointer.ts';
import { entries, object, text } from '../../members.ts';
import { error, type Remark } from '../diagnostic.ts';
import { expressionProblem } from '../expression-problem.ts';
import type { Place } from '../places.ts';
import type { Rule } from '../rule.ts';

interface Placed {
  readonly expression: string;
  readonly pointer: Pointer;
  readonly speaksOf: 'reply' | 'item';
  /** A constant would name the same object for ever. */
  readonly isIdentity: boolean;
}

/** Runtime expressions parse, and what follows `#regex:` compiles and has one group. */
export const expressions: Rule = {
  id: 'expressions',
  *check({ places }) {
    for (const place of places('link', 'response', 'security-scheme', 'resource', 'list')) {
      for (const placed of expressionsAt(place)) yield* remarksOn(placed);
    }
  },
};

function* remarksOn({ expression, pointer, speaksOf, isIdentity }: Placed): Iterable<Remark> {
  const problem = expressionProblem(expression, speaksOf);
  if (problem !== undefined) {
    yield error(
      'expression',
      pointer,
      `not to be evaluated: ${problem}.`,
      'docs/contract-language.md shows the forms.',
    );
  } else if (isIdentity && !/^\{?\$/.test(expression)) {
    yield error(
      'expression-constant',
      pointer,
      `${JSON.stringify(expression)} is a constant, which identifies nothing.`,
      'Write a runtime expression, such as $response.body#/id.',
    );
  }
}

function expressionsAt({ kind, pointer, value }: Place): Placed[] {
  const identity = (
    holder: Json | undefined,
    at: Pointer,
    name: string,
    speaksOf: Placed['speaksOf'],
  ): Placed[] => {
    const expression = text(object(holder)[name]);
    return expression === undefined
      ? []
      : [{ expression, pointer: child(at, name), speaksOf, isIdentity: true }];
  };
  if (kind === 'link') return parameterExpressions(value, pointer);
  if (kind === 'security-scheme') {
    return identity(value['x-assay-session'], child(pointer, 'x-assay-session'), 'token', 'reply');
  }
  if (kind === 'response') {
    const task = object(value['x-assay-task']);
    return ['poll', 'result'].flatMap((step) =>
      parameterExpressions(task[step], child(pointer, 'x-assay-task', step)),
    );
  }
  if (kind === 'list') {
    return [
      ...identity(value, pointer, 'identity', 'item'),
      ...identity(value, pointer, 'total', 'reply'),
      ...identity(value['paging'], child(pointer, 'paging'), 'next', 'reply'),
    ];
  }
  return [
    ...identity(value['create'], child(pointer, 'create'), 'identity', 'reply'),
    ...identity(value['list'], child(pointer, 'list'), 'identity', 'item'),
  ];
}

function parameterExpressions(holder: Json | undefined, pointer: Pointer): Placed[] {
  return entries(object(holder)['parameters'], child(pointer, 'parameters')).flatMap(
    ([, said, at]): Placed[] =>
      typeof said === 'string'
        ? [{ expression: said, pointer: at, speaksOf: 'reply', isIdentity: false }]
        : [],
  );
}
