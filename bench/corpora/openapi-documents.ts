import { readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { compile } from '../../contract/compile.ts';
import type { Contract } from '../../model/contract.ts';
import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import { child, type Pointer } from '../../model/pointer.ts';
import type { BenchCase } from './bench-case.ts';
import { bundled, followed, Unbundled } from './bundle.ts';

/** The schemas of OpenAPI documents, and what could not be used of them. */
export interface OpenApiCorpus {
  readonly cases: readonly BenchCase[];
  readonly documents: ReadonlyMap<string, JsonObject>;
  readonly unused: readonly { readonly name: string; readonly reason: string }[];
  /** Schemas before equal ones were put together. */
  readonly found: number;
}

/**
 * All schemas that the documents below a folder name or use, as our own reading of OpenAPI 2.0, 3.0 and 3.1 gives
 * them to users: shared schemas, bodies, parameters, and what replies consist of. Each only once.
 */
export function openApiCorpus(folder: string): OpenApiCorpus {
  const documents = new Map<string, JsonObject>();
  const distinct = new Map<string, BenchCase>();
  const unused: { name: string; reason: string }[] = [];
  let found = 0;
  for (const name of documentFiles(folder)) {
    const contract = compiled(join(folder, name), (reason) => unused.push({ name, reason }));
    if (!contract) continue;
    documents.set(name, contract.document);
    for (const pointer of schemaPointers(contract)) {
      found++;
      const made = caseAt(contract.document, name, pointer, (reason) =>
        unused.push({ name: `${name}#${pointer}`, reason }),
      );
      if (!made) continue;
      const key = JSON.stringify(withoutWords(made.schema));
      if (!distinct.has(key)) distinct.set(key, made);
    }
  }
  return { cases: [...distinct.values()], documents, unused, found };
}

function documentFiles(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => ['.json', '.yaml', '.yml'].includes(extname(name))).sort();
}

function compiled(file: string, failed: (reason: string) => void): Contract | undefined {
  try {
    return compile({ file });
  } catch (error) {
    // The file is named already, and where it lies is nobody's business.
    failed((error instanceof Error ? error.message : String(error)).replace(/^.*?:\d+:\d+: /, ''));
    return undefined;
  }
}

function schemaPointers({ document, operations }: Contract): Set<Pointer> {
  const components = isObject(document['components']) ? document['components'] : {};
  const shared = isObject(components['schemas']) ? Object.keys(components['schemas']) : [];
  const used = operations.flatMap(({ parameters, body, responses }) => [
    ...parameters.map(({ schema }) => schema),
    ...(body?.contents ?? []).map(({ schema }) => schema),
    ...responses.flatMap(({ contents, headers }) => [...contents, ...headers].map(({ schema }) => schema)),
  ]);
  return new Set([
    ...shared.map((name) => child('/components/schemas', name)),
    ...used.filter((pointer) => pointer !== undefined),
  ]);
}

function caseAt(
  document: JsonObject,
  name: string,
  pointer: Pointer,
  failed: (reason: string) => void,
): BenchCase | undefined {
  try {
    const at = followed(document, pointer);
    return {
      id: `${name}#${at}`,
      corpus: 'openapi',
      draft: 'draft2020-12',
      schema: bundled(document, at),
      place: { document: name, pointer: at },
      formats: true,
      satisfiable: undefined,
      tests: [],
    };
  } catch (error) {
    if (!(error instanceof Unbundled)) throw error;
    failed(error.message);
    return undefined;
  }
}

const WORDS = new Set(['description', 'title', 'summary', 'example', 'examples', 'externalDocs', 'xml']);

/** Two schemas that differ in words and examples alone are the same one. */
function withoutWords(value: Json, hasNames = false): Json {
  if (Array.isArray(value)) return value.map((item) => withoutWords(item));
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(
    ([name]) => hasNames || !(WORDS.has(name) || name.startsWith('x-')),
  );
  return Object.fromEntries(
    kept
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, withoutWords(member, !hasNames && name === 'properties')]),
  );
}
