/** The vitest helper as its users have it: in a project of their own, by vitest's own command. */
import { spawn } from 'node:child_process';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { type PetServer, petServer } from './pet-server.ts';
import { folderWith, PETS_31 } from './pets.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

let server: PetServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

interface Outcome {
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

async function outcomeOf(pointer: string): Promise<Map<string, string>> {
  server = await petServer({ hasNumbers: true });
  const waivers = `waivers:\n- operation: GET /pets\n  check: response-body-schema-violation\n  pointer: ${pointer}\n  reason: known\n  owner: us\n  ticket: T-1\n  expires: 2099-01-01\n`;
  const folder = folderWith({ 'pets.json': PETS_31, 'assay.waivers.yaml': waivers });
  const options = JSON.stringify({ target: server.url, waivers: join(folder, 'assay.waivers.yaml') });
  writeFileSync(
    join(folder, 'pets.test.ts'),
    `import { conformance } from ${JSON.stringify(join(ROOT, 'suites', 'conformance.ts'))};\nconformance('./pets.json', ${options});\n`,
  );
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
  await new Promise<void>((resolve, reject) => {
    const child = spawn(process.execPath, [vitest, 'run', '--reporter', 'json', '--outputFile', 'out.json'], {
      cwd: folder,
      stdio: 'ignore',
    });
    child.once('error', reject);
    child.once('close', () => resolve());
  });
  const outcome = JSON.parse(readFileSync(join(folder, 'out.json'), 'utf8')) as Outcome;
  const results = outcome.testResults.flatMap(({ assertionResults }) => assertionResults);
  return new Map(results.map(({ fullName, status }) => [fullName.split(' › ')[0] ?? '', status]));
}

describe('the vitest helper with waivers', () => {
  it('skips a waived check, and passes', async () => {
    const results = await outcomeOf('/components/schemas/Pet/properties/name');

    expect(results.get('pets waivers')).toBe('passed');
    expect([...results.values()]).not.toContain('failed');
  });

  it('fails what is not waived', async () => {
    const results = await outcomeOf('/components/schemas/Pet/properties/age');

    expect(results.get('pets GET /pets response-body-schema-violation')).toBe('failed');
    expect(results.get('pets waivers')).toBe('passed');
  });
});
