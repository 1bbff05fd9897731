import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { JsonObject } from '../../model/json.ts';

/** Name of the schema in the package, for editors too. */
export const WAIVER_SCHEMA = 'assay.waivers.schema.json';

let schema: JsonObject | undefined;

/** The schema of a file of waivers; always the same object. */
export function waiverSchema(): JsonObject {
  schema ??= JSON.parse(readFileSync(fileAbove(import.meta.dirname), 'utf8')) as JsonObject;
  return schema;
}

// The compiled files lie one folder deeper than the sources, so the package is looked for upwards.
function fileAbove(folder: string): string {
  const file = join(folder, WAIVER_SCHEMA);
  const above = dirname(folder);
  if (existsSync(file) || above === folder) return file;
  return fileAbove(above);
}
