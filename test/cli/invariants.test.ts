import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../model/json.ts';
import { assay, reportOf } from './cli.ts';
import { folderWith, PETS_31 } from './pets.ts';

function petsWith(cel: string): string {
  const document = structuredClone(PETS_31) as unknown as {
    paths: Record<string, Record<string, JsonObject>>;
  };
  const [first] = Object.values(document.paths);
  for (const operation of Object.values(first ?? {}))
    operation['x-assay-invariants'] = [{ id: 'rule', cel, message: 'it holds' }];
  return folderWith({ 'pets.json': document });
}

const RUN = ['run', 'pets.json', '--target', 'twin', '--seed', '1', '--budget', '0'];

describe('a contract with rules', () => {
  it('of which one cannot be evaluated ends a run with exit code 2, and every report says why', async () => {
    const { code, folder, stderr } = await assay(RUN, { folder: petsWith('self.nothing.there == status') });

    const sentence = /pets\.json:\d+:\d+: the invariant rule cannot be evaluated on a reply of/;
    expect(code).toBe(2);
    expect(stderr.replaceAll(/\s+/g, ' ')).toMatch(sentence);
    expect(stderr).toMatch(/exit 2: usage, configuration or contract error\n$/);
    expect(reportOf(folder)).toMatchObject({
      verdict: 'not-tested',
      exitCode: 2,
      warnings: expect.arrayContaining([
        { code: 'contract-error', message: expect.stringMatching(sentence) },
      ]),
    });
    for (const file of ['report.html', 'junit.xml'])
      expect(readFileSync(join(folder, '.assay', file), 'utf8')).toMatch(sentence);
  });

  it.each(['run', 'lint'])(
    'of which one is no CEL is refused by %s, with its place and a caret',
    async (command) => {
      const folder = petsWith('status == ');
      const args = command === 'run' ? RUN : ['lint', 'pets.json'];

      const { code, stdout, stderr } = await assay(args, { folder });

      expect(code).toBe(2);
      expect(stdout + stderr).toMatch(
        /pets\.json:\d+:\d+[\s\S]*not valid CEL: Unexpected token: EOF[\s\S]*\^/,
      );
    },
  );
});
