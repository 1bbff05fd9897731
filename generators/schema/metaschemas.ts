import { createRequire } from 'node:module';
import type { JsonObject } from '../../model/json.ts';

const require = createRequire(import.meta.url);

const FILES: Record<string, string> = {
  'http://json-schema.org/draft-06/schema': 'json-schema-draft-06.json',
  'http://json-schema.org/draft-07/schema': 'json-schema-draft-07.json',
};

/** A metaschema of JSON Schema by its address, from those that ajv ships. */
export function metaschemaAt(address: string): JsonObject | undefined {
  const found = /^https:\/\/json-schema\.org\/draft\/(2019-09|2020-12)\/(schema|meta\/[a-z-]+)$/.exec(
    address,
  );
  const file = found ? `json-schema-${found[1]}/${found[2]}.json` : FILES[address];
  if (file === undefined) return undefined;
  try {
    return require(`ajv/dist/refs/${file}`) as JsonObject;
  } catch {
    return undefined;
  }
}
