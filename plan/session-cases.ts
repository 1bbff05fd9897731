import type { Case, StepRole } from '../model/case.ts';
import type { Operation, Scheme } from '../model/contract.ts';
import { openParameters } from './access.ts';
import { draftOf } from './drafts.ts';
import { accepted } from './levels.ts';
import { operationOf } from './life-steps.ts';
import type { PlanContext } from './options.ts';

type Role = StepRole['role'];

/** The life of a login session: it opens what it is for, until it is logged out. */
export function sessionCases(context: PlanContext, scheme: Scheme): Case[] {
  const login = operationOf(context, scheme.session?.login);
  const logout = operationOf(context, scheme.session?.logout);
  const use = context.contract.operations.find(
    (operation) =>
      operation.method === 'GET' &&
      openParameters(context, operation).length === 0 &&
      operation.security.some((requirement) => requirement.length === 1 && requirement[0] === scheme.name),
  );
  if (!login || !logout || !use || context.site.mock || !context.selects(logout)) return [];
  const sequence = `session of ${scheme.name}`;
  const step = (role: Role, operation: Operation, purpose: string, index: number): Case => ({
    id: `${sequence} #${index + 1}`,
    operation: operation.id,
    phase: 'sequences',
    kind: 'step',
    purpose,
    effect: operation.effect,
    request: {
      method: operation.method,
      parameters: draftOf(context, operation, []).parameters,
      credentials: 'valid',
    },
    expectation:
      role === 'use-after'
        ? { kind: 'documented' }
        : accepted(operation, context.contract.statement(operation.pointer).level),
    group: sequence,
    step: { sequence, role },
  });
  return [
    step('login', login, 'log in', 0),
    step('use', use, 'use the session', 1),
    step('logout', logout, 'log out', 2),
    step('use-after', use, 'use the session that was logged out', 3),
  ];
}
