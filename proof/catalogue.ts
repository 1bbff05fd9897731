import type { Contract } from '../model/contract.ts';
import { repliesOf } from '../servers/twin/twin-replies.ts';
import { credentialMutants } from './families/credential-mutants.ts';
import { headerMutants } from './families/header-mutants.ts';
import { invariantMutants } from './families/invariant-mutants.ts';
import { listMutants } from './families/list-mutants.ts';
import { protocolMutants } from './families/protocol-mutants.ts';
import { replyMutants } from './families/reply-mutants.ts';
import { requestMutants } from './families/request-mutants.ts';
import { resourceMutants } from './families/resource-mutants.ts';
import { responseMutants } from './families/response-mutants.ts';
import { sessionMutants } from './families/session-mutants.ts';
import { singletonMutants } from './families/singleton-mutants.ts';
import { taskMutants } from './families/task-mutants.ts';
import { type Brood, type Ground, joined } from './mutant.ts';
import type { Unreached } from './reached.ts';

/** Every mutant of the twin of a contract, and what none can be made of; the same at each call. */
export function catalogueOf(contract: Contract, unreached: Unreached): Brood {
  const ground: Ground = { contract, replies: repliesOf(contract), unreached };
  const broods = [
    requestMutants(ground),
    responseMutants(ground),
    replyMutants(ground),
    headerMutants(ground),
    invariantMutants(ground),
  ];
  const families = [
    ...[
      protocolMutants,
      resourceMutants,
      listMutants,
      taskMutants,
      sessionMutants,
      singletonMutants,
      credentialMutants,
    ],
  ];
  const { mutants: some, unmade } = joined(broods);
  const mutants = [...some, ...families.flatMap((family) => family(ground))];
  return {
    mutants: [...new Map(mutants.map((mutant) => [mutant.id, mutant])).values()],
    unmade,
  };
}
