import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { JsonSchema } from '../../model/json.ts';
import type { DraftName } from './dialect.ts';

/** Where the suite says that its remote documents are. */
const BASE = 'http://localhost:1234/';

/** A document that schemas of the suite refer to. */
export interface Remote {
  readonly uri: string;
  readonly schema: JsonSchema;
  /** The draft it is written for; the one of the schema that refers to it where it is for all. */
  readonly draft: string | undefined;
}

/** The suite's remote documents that a schema of a draft may refer to. */
export function remotesFor(remotes: readonly Remote[], draft: DraftName): Remote[] {
  return remotes.filter((remote) => remote.draft === undefined || remote.draft === draft || named(remote));
}

/** Reads all remote documents of the suite. */
export function readRemotes(suite: string): Remote[] {
  const folder = join(suite, 'remotes');
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => {
      const file = join(entry.parentPath, entry.name);
      const path = relative(folder, file).split(sep).join('/');
      return {
        uri: BASE + path,
        schema: JSON.parse(readFileSync(file, 'utf8')) as JsonSchema,
        draft: /^(draft[\d-]+|v1)\//.exec(path)?.[1],
      };
    })
    .sort((a, b) => (a.uri < b.uri ? -1 : 1));
}

/** Says itself which draft it is written for, so that it can be read from any. */
function named({ schema, draft }: Remote): boolean {
  return typeof schema === 'object' && '$schema' in schema && draft !== 'v1' && draft !== 'draft3';
}
