import type { Json } from '../../model/json.ts';
import {
  type FaultSubject,
  Refusal,
  type Subject,
  type SubjectFault,
  type SubjectInput,
} from '../subjects/subject.ts';

/** The valid values that the suite itself has: nothing can be wrong with them. */
const honest: FaultSubject = {
  name: 'honest',
  maker: (input) => () => validData(input),
  faults: () => [MISSING],
  unbreakable: () => [{ ...SHORT, reason: 'it was told so' }],
  faultyValues: () => ({ values: [{}], shrunk: [{}] }),
};

/** Breaks a second keyword along with the one that it names. */
const doubled: FaultSubject = {
  ...honest,
  name: 'doubled',
  faults: () => [SHORT],
  unbreakable: () => [],
  faultyValues: () => ({ values: [{ name: 'x', more: 1 }], shrunk: [{ name: '', more: 1 }] }),
};

/** Says that a value is faulty that is none. */
const harmless: FaultSubject = {
  ...honest,
  name: 'harmless',
  faultyValues: () => ({ values: [{ name: 'xyz' }], shrunk: [] }),
};

const wrong: Subject = { name: 'wrong', maker: () => () => [{ name: 'xyz' }, 1] };

const refusing: Subject = {
  name: 'refusing',
  maker: () => {
    throw new Refusal('/properties/name', 'it does not want to');
  },
};

const crashing: Subject = {
  name: 'crashing',
  maker: () => {
    throw new TypeError('a bug');
  },
};

const hanging: Subject = {
  name: 'hanging',
  maker: () => () => {
    for (;;);
  },
};

const greedy: Subject = {
  name: 'greedy',
  maker: () => () => {
    const kept: number[][] = [];
    for (;;) kept.push(Array.from({ length: 100_000 }, (_, index) => index + 0.5));
  },
};

const undefinedOnly: Subject = { name: 'no JSON', maker: () => () => [undefined] };

/** Generators with a flaw each, for a schema with a required `name` of two characters and nothing else. */
export const subjects: readonly Subject[] = [
  honest,
  doubled,
  harmless,
  wrong,
  refusing,
  crashing,
  hanging,
  greedy,
  undefinedOnly,
];

const MISSING: SubjectFault = {
  id: 'missing',
  instance: '',
  schema: '',
  keyword: 'required',
  member: 'name',
  what: 'missing',
  companions: [],
};

const SHORT: SubjectFault = {
  id: 'short',
  instance: '/name',
  schema: '/properties/name',
  keyword: 'minLength',
  what: 'too short',
  companions: [],
};

function validData({ benchCase }: SubjectInput): Json[] {
  return benchCase.tests.filter(({ valid }) => valid).map(({ data }) => data);
}
