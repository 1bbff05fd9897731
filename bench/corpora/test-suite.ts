import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject, JsonSchema } from '../../model/json.ts';
import type { BenchCase, SuiteTest } from './bench-case.ts';
import type { DraftName } from './dialect.ts';

interface Group {
  readonly description: string;
  readonly schema: JsonSchema;
  readonly tests: readonly SuiteTest[];
}

const PARTS = [
  { folder: '', suffix: '' },
  { folder: 'optional', suffix: ' optional' },
  { folder: 'optional/format', suffix: ' format' },
] as const;

/** The distinct schemas of the JSON-Schema-Test-Suite for one draft: required, optional, and those of formats. */
export function suiteCases(suite: string, draft: DraftName): BenchCase[] {
  return PARTS.flatMap(({ folder, suffix }) => {
    const distinct = new Map<string, BenchCase>();
    for (const file of jsonFiles(join(suite, 'tests', draft, folder))) {
      for (const group of readGroups(join(suite, 'tests', draft, folder, file))) {
        const key = JSON.stringify(group.schema);
        const known = distinct.get(key);
        const made = caseOf(group, {
          id: `${draft}/${join(folder, file.replace('.json', ''))}: ${group.description}`,
          corpus: `${draft}${suffix}`,
          draft,
          formats: suffix === ' format',
        });
        distinct.set(key, known ? merged(known, made) : made);
        if (suffix === ' format' && !known) distinct.set(`${key} of strings`, ofStrings(made));
      }
    }
    return [...distinct.values()];
  });
}

function jsonFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort();
}

function readGroups(file: string): Group[] {
  return JSON.parse(readFileSync(file, 'utf8')) as Group[];
}

function caseOf(
  { schema, tests }: Group,
  about: Pick<BenchCase, 'id' | 'corpus' | 'draft' | 'formats'>,
): BenchCase {
  return {
    ...about,
    schema,
    satisfiable: tests.some(({ valid }) => valid) ? true : undefined,
    tests: tests.map(({ data, valid }) => ({ data, valid })),
  };
}

/** A format alone is satisfied by anything that is no string. */
function ofStrings(one: BenchCase): BenchCase {
  return {
    ...one,
    id: `${one.id} (strings alone)`,
    schema: { ...(one.schema as JsonObject), type: 'string' },
    satisfiable: one.tests.some(({ data, valid }) => valid && typeof data === 'string') ? true : undefined,
    tests: one.tests.filter(({ data }) => typeof data === 'string'),
  };
}

function merged(one: BenchCase, other: BenchCase): BenchCase {
  return {
    ...one,
    satisfiable: one.satisfiable ?? other.satisfiable,
    tests: [...one.tests, ...other.tests],
  };
}
