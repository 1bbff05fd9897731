import type { Operation } from '../../model/contract.ts';
import { withValueAt } from '../../model/pointer.ts';
import { spotOf } from '../../servers/twin/placing.ts';
import type { TwinReply } from '../../servers/twin/twin-replies.ts';
import { type Ground, type Mutant, mutantId } from '../mutant.ts';
import { changing } from './changing.ts';

/** Servers that give no token, or whose sessions outlive their logout. */
export function sessionMutants({ contract, replies }: Ground): Mutant[] {
  return contract.schemes.flatMap(({ session, pointer }) => {
    if (!session) return [];
    const find = (id: string | undefined) => contract.operations.find((operation) => operation.id === id);
    const login = find(session.login);
    const logout = find(session.logout);
    return [
      ...(login ? [tokenless(login, pointer, session.token)] : []),
      ...(logout ? [staying(logout, pointer, replies.success(logout))] : []),
    ];
  });
}

function tokenless(login: Operation, statement: string, token: string): Mutant {
  const target = { operation: login.id, where: 'session', statement, keyword: 'token' };
  const header = /^\{?\$response\.header\.([^#}]+)/.exec(token)?.[1]?.toLowerCase();
  return {
    id: mutantId('session', target, 'gives no token'),
    family: 'session',
    check: 'login-token-missing',
    target,
    what: 'lets in and gives no token',
    depart: () =>
      changing(login, undefined, (reply) => {
        if (reply.status >= 300) return reply;
        const spot = spotOf(token);
        if (spot && reply.body !== undefined)
          return { ...reply, body: withValueAt(reply.body, spot.pointer, undefined) };
        return { ...reply, headers: reply.headers.filter(([name]) => name.toLowerCase() !== header) };
      }),
  };
}

function staying(logout: Operation, statement: string, success: TwinReply): Mutant {
  const target = { operation: logout.id, where: 'session', statement, keyword: 'logout' };
  return {
    id: mutantId('session', target, 'ends nothing'),
    family: 'session',
    check: 'session-logout-ineffective',
    target,
    what: 'answers a logout as documented and ends nothing',
    depart: () => ({
      answer: (call, usual) => (call.operation === logout ? success : usual()),
    }),
  };
}
