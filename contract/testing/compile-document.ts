import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Contract } from '../../model/contract.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import { compile } from '../compile.ts';

/** Runs something with a file of its own; a value is written as JSON, a text as it stands. */
export function withFile<T>(content: Json, run: (file: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'assay-contract-'));
  const file = join(folder, 'document.yaml');
  try {
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
    return run(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Compiles a document that is given as a value or as text. */
export function compileDocument(content: Json, overlay?: Json): Contract {
  return withFile(content, (file) =>
    overlay === undefined
      ? compile({ file })
      : withFile(overlay, (other) => compile({ file, overlay: other })),
  );
}

/** A contract with some shared schemas and nothing else. */
export function compileSchemas(schemas: JsonObject, version = '3.1.0'): Contract {
  return compileDocument({
    openapi: version,
    info: { title: 'Schemas', version: '1' },
    paths: {},
    components: { schemas },
  });
}
