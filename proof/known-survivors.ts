import { existsSync } from 'node:fs';
import { schemaProblems } from '../contract/json-schema.ts';
import { readDocument } from '../contract/read.ts';
import { UserError } from '../model/errors.ts';
import type { JsonObject } from '../model/json.ts';
import type { Position } from '../model/statement.ts';

/** Mutants that a suite is known not to notice. */
export interface KnownSurvivor {
  /** An id, in which `*` stands for any text. */
  readonly mutants: string;
  /** Why nothing is found of them. */
  readonly reason: string;
  /** What is to be done about it, or that nothing is. */
  readonly plan: string;
  readonly position: Position;
}

const SCHEMA: JsonObject = {
  type: 'object',
  additionalProperties: false,
  required: ['survivors'],
  properties: {
    survivors: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['mutants', 'reason', 'plan'],
        properties: {
          mutants: { type: 'string', minLength: 1 },
          reason: { type: 'string', minLength: 1 },
          plan: { type: 'string', minLength: 1 },
        },
      },
    },
  },
};

/**
 * Reads a file of known survivors; none are known where there is no such file.
 * @throws UserError with file:line:column at what cannot be used.
 */
export function readKnownSurvivors(path: string): KnownSurvivor[] {
  if (!existsSync(path)) return [];
  const { content, position } = readDocument(path);
  const [problem] = schemaProblems(SCHEMA, content);
  if (problem) {
    throw new UserError('SURVIVORS', `${problem.pointer || 'the file'} ${problem.message}.`, {
      mend: 'The file holds `survivors:`, a list of entries with `mutants`, `reason` and `plan`.',
      position: position(problem.pointer),
    });
  }
  const entries = content['survivors'] as { mutants: string; reason: string; plan: string }[];
  return entries.map((entry, at) => ({ ...entry, position: position(`/survivors/${at}`) }));
}

/** The entry that speaks of a mutant: the first that names it. */
export function knownOf(known: readonly KnownSurvivor[], id: string): KnownSurvivor | undefined {
  return known.find(({ mutants }) => patternOf(mutants).test(id));
}

function patternOf(mutants: string): RegExp {
  const parts = mutants.split('*').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`);
}
