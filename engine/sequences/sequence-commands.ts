import fc from 'fast-check';
import type { Case, PlannedSequences, StepRole } from '../../model/case.ts';
import type { LifeState } from '../life-state.ts';
import { type Attempt, createOne, mayChange, sendStep } from './attempt.ts';

type Role = StepRole['role'];

/** A step on one of the objects that are known; the attempt is both the model and what it speaks of. */
export type SequenceCommand = fc.AsyncCommand<Attempt, Attempt>;

const ON_DELETED: ReadonlySet<Role> = new Set([
  ...(['read-deleted', 'list-deleted', 'revive', 'delete-again'] as const),
  ...(['act-deleted', 'update-deleted'] as const),
]);

const LOOKS: ReadonlySet<Role> = new Set(['read', 'list', 'read-deleted', 'list-deleted']);

// How often a step is drawn, against once for the others: what writes tells most, all is looked at in the end.
const WEIGHTS: Partial<Readonly<Record<Role, number>>> = {
  create: 2,
  update: 3,
  'update-partial': 2,
  delete: 2,
};

// How many objects are there before the first command: what one write does to another object shows where there are two.
const AT_FIRST = [1, 2, 2, 3, 3];

// Stands for any of the objects that are known when it is run.
const ANY = 2 ** 16;

/** Sequences of the planned steps, of up to the planned length; which object a step is about is drawn with it. */
export function sequenceArbitrary({ steps, length }: PlannedSequences): fc.Arbitrary<SequenceCommand[]> {
  const roles = new Map<Role, Case[]>();
  for (const planned of steps)
    if (planned.step) roles.set(planned.step.role, [...(roles.get(planned.step.role) ?? []), planned]);
  const drawn = [...roles].flatMap(([role, cases]) => {
    const one = fc
      .tuple(fc.constantFrom(...cases), fc.nat(ANY))
      .map(([planned, pick]) => commandOf(planned, role, pick));
    return Array.from({ length: WEIGHTS[role] ?? 1 }, () => one);
  });
  const creates = roles.get('create') ?? [];
  // Of any length: fast-check draws short ones alone otherwise, and first of all. Two parts are seldom both empty.
  const part = fc.commands(drawn, { maxCommands: Math.ceil(length / 2), size: 'max' });
  return fc
    .noBias(fc.tuple(fc.constantFrom(...AT_FIRST), part, part))
    .map(([atFirst, first, second]) => [
      ...Array.from({ length: atFirst }, (_, at) => creates[at % creates.length]).flatMap((planned) =>
        planned ? commandOf(planned, 'create', 0) : [],
      ),
      ...first,
      ...second,
    ]);
}

function commandOf(planned: Case, role: Role, pick: number): SequenceCommand {
  return {
    check: (attempt) => !attempt.isOver && (role === 'create' || subjects(attempt, role).length > 0),
    async run(attempt) {
      const lives = subjects(attempt, role);
      const life = lives[pick % lives.length];
      if (role === 'create') await createOne(attempt, planned);
      else if (life) await sendStep(attempt, life, planned);
    },
    toString: () => planned.purpose,
  };
}

function subjects(attempt: Attempt, role: Role): LifeState[] {
  const lives = attempt.known.filter(({ isDeleted }) => isDeleted === ON_DELETED.has(role));
  return LOOKS.has(role) ? lives : lives.filter((life) => mayChange(attempt, life));
}
