import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { UserError } from '../model/errors.ts';

/**
 * The environment with what an `.env` file in the working folder adds; what is set already wins.
 * @throws UserError where the file is there and cannot be read.
 */
export function readEnvironment(file = '.env'): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of [...Object.entries(fromFile(file)), ...Object.entries(process.env)]) {
    if (value !== undefined) values.set(name, value);
  }
  return values;
}

function fromFile(file: string): NodeJS.Dict<string> {
  if (!existsSync(file)) return {};
  try {
    return parseEnv(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UserError('ENV_FILE', `${file} cannot be read: ${(error as Error).message}.`, {
      mend: 'Give it lines such as NAME=value.',
      position: { file, line: 1, column: 1 },
    });
  }
}
