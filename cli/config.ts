import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { schemaProblems } from '../contract/json-schema.ts';
import { readDocument } from '../contract/read.ts';
import { UserError } from '../model/errors.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { PACKAGE_ROOT } from './contracts.ts';
import type { Given } from './settings.ts';

/** What a config file holds: the flags' names in camel case, and the contracts to run. */
export type Config = Given & { readonly contracts?: readonly string[] };

const NAMES = ['assay.config.yaml', 'assay.config.yml', 'assay.config.json'];

/**
 * Reads the config file that is named, or the one in the working folder; an empty config where there is none.
 * @throws UserError with file:line:column at what the schema does not allow.
 */
export function readConfig(file: string | undefined): Config {
  const path = file ?? NAMES.find((name) => existsSync(name));
  if (path === undefined) return {};
  const document = readDocument(path);
  const [problem] = schemaProblems(configSchema(), document.content);
  if (problem) {
    throw new UserError('CONFIG', `${problem.pointer || 'the file'} ${problem.message}.`, {
      position: document.position(problem.pointer),
      mend: 'The schema is assay.config.schema.json in the package; name it as $schema for completion in an editor.',
    });
  }
  const { $schema: _, ...config } = document.content as { $schema?: Json } & Config;
  return config;
}

function configSchema(): JsonObject {
  return JSON.parse(readFileSync(join(PACKAGE_ROOT, 'assay.config.schema.json'), 'utf8')) as JsonObject;
}
