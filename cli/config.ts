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
const SCHEMA = 'assay.config.schema.json';

/**
 * Reads the config file that is named, or the one in the working folder; an empty config where there is none.
 * @throws UserError with file:line:column at what the schema does not allow.
 */
export function readConfig(file: string | undefined): Config {
  const path = file ?? NAMES.find((name) => existsSync(name));
  if (path === undefined) return {};
  if (!existsSync(path)) {
    throw new UserError('NO_CONFIG', `--config ${path}: there is no such file.`, {
      mend: `Name a file, or leave --config out: ${NAMES[0]} is read where there is one.`,
    });
  }
  const document = readDocument(path);
  const [problem] = schemaProblems(configSchema(), document.content);
  if (problem) {
    const name = problem.pointer.replace('/', '') || 'the file';
    throw new UserError('CONFIG', sentence(`${name} ${problem.message}`), {
      position: document.position(problem.pointer),
      mend: `All options stand in ${SCHEMA} of the package; a line \`$schema: <its path>\` lets editors complete them.`,
    });
  }
  const { $schema: _, ...config } = document.content as { $schema?: Json } & Config;
  return config;
}

/**
 * Options for a command that goes to a target without choosing what to test: flags, then the config file's.
 * @throws UserError where the config file cannot be used.
 */
export function withConfig<Flags extends Given & { config?: string }>({
  config: file,
  ...flags
}: Flags): Given {
  const { contracts: _, ...config } = readConfig(file);
  return { ...config, ...flags };
}

function sentence(text: string): string {
  return /[.?!]$/.test(text) ? text : `${text}.`;
}

function configSchema(): JsonObject {
  return JSON.parse(readFileSync(join(PACKAGE_ROOT, SCHEMA), 'utf8')) as JsonObject;
}
