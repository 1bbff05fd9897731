import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { compile } from '../../contract/compile.ts';
import type { Contract } from '../../model/contract.ts';
import type { Mode, Run } from '../../model/run.ts';
import { conduct } from '../../runner/conduct.ts';
import { defaultOptions } from '../../runner/default-options.ts';
import { startTwin } from '../../servers/twin/start.ts';
import { assay, start } from '../cli/cli.ts';
import { hastyClock } from '../support/hasty-clock.ts';
import { type NestedOptions, startNested } from './nested-server.ts';

const FILE = join(import.meta.dirname, 'nested.yaml');
const CONTRACT = compile({ file: FILE });
const FOLDER = mkdtempSync(join(tmpdir(), 'assay-nested-'));
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

const COMMENT = '/folders/{folder_id}/notes/{note_id}/comments/{comment_id}';

async function runAt(
  origin: string,
  { contract = CONTRACT, mode = 'write' as Mode, seed = 1, maxAlive = 50 } = {},
) {
  return conduct(contract, {
    ...defaultOptions(),
    target: origin,
    rate: 'none',
    mode,
    seed,
    env: new Map(),
    maxAlive,
    clock: hastyClock(),
    journals: join(FOLDER, 'journals'),
  });
}

async function tried(options: NestedOptions, how: Parameters<typeof runAt>[1] = {}) {
  const server = await startNested(options);
  const run = await runAt(server.origin, how);
  await server.close();
  return { run, left: server.left(), changes: server.changes };
}

const musts = (run: Run) =>
  run.findings
    .filter(({ level }) => level === 'must')
    .map(({ check, operation, message }) => `${check} ${operation}: ${message}`);

function verdictOf(run: Run, operation: string, check: string) {
  return run.operations.find((row) => row.operation === operation)?.checks.find((row) => row.check === check);
}

/** The contract with another text in some places. */
function edited(name: string, ...edits: [from: string, to: string][]): Contract {
  const file = join(FOLDER, `${name}.yaml`);
  writeFileSync(
    file,
    edits.reduce((text, [from, to]) => text.replace(from, to), readFileSync(FILE, 'utf8')),
  );
  return compile({ file });
}

describe.concurrent('objects below objects below objects', () => {
  it.each(['write', 'full'] as const)(
    'are created, judged and removed, the lowest first, in mode %s',
    async (mode) => {
      const { run, left, changes } = await tried({}, { mode });

      expect(musts(run)).toEqual([]);
      expect(run.exitCode).toBe(0);
      expect(left).toEqual([]);
      expect(run.summary).toMatchObject({ left: 0 });
      expect(changes.filter((change) => change.startsWith('foreign'))).toEqual([]);
      // Nothing is made below what is somebody else's.
      expect(changes.filter((change) => /^created \/1\//.test(change))).toEqual([]);
      expect(changes.some((change) => /^created \/\d+\/\d+\/\d+$/.test(change))).toBe(true);
      for (const check of ['resource-created-not-readable', 'resource-created-not-listed'])
        expect(
          verdictOf(
            run,
            check.endsWith('listed') ? `GET ${parentPath(COMMENT)}` : `POST ${parentPath(COMMENT)}`,
            check,
          ),
        ).toMatchObject({ verdict: 'holds' });
      expect(verdictOf(run, `DELETE ${COMMENT}`, 'resource-deleted-still-readable')).toMatchObject({
        verdict: 'holds',
      });
      expect(verdictOf(run, `PATCH ${COMMENT}`, 'resource-update-not-shown')).toMatchObject({
        verdict: 'holds',
      });
    },
  );

  it('are the same to the twin, beside foreign ones', async () => {
    const { origin, twin, close } = await startTwin(CONTRACT, { foreign: 3 });
    const run = await runAt(origin, { mode: 'full' });
    await close();
    const objects = [...twin.objects().values()].flat();

    expect(musts(run)).toEqual([]);
    expect(run.summary.left).toBe(0);
    expect(objects.filter(({ isForeign, isActive }) => !isForeign && isActive)).toEqual([]);
    expect(twin.changes.filter(({ isForeign }) => isForeign)).toEqual([]);
  });

  it('are not exercised, and say why, where no parent can be made', async () => {
    const { run, left } = await tried({
      answer: (method, path) => (method === 'POST' && path === '/folders' ? 403 : undefined),
    });

    expect(left).toEqual([]);
    expect(verdictOf(run, `GET ${COMMENT}`, 'request-valid-refused')).toMatchObject({
      verdict: 'not-exercised',
      why: expect.stringMatching(
        /there is no note to create a comment below: there is no folder to create a note below: creating a folder was answered 403/,
      ),
    });
  });

  it('are not exercised where the mode forbids to make the parent', async () => {
    const contract = edited('dangerous', [
      'operationId: createFolder',
      'operationId: createFolder\n      x-assay-dangerous: true',
    ]);
    const { run, changes } = await tried({}, { contract });

    expect(changes).toEqual([]);
    expect(verdictOf(run, `POST ${parentPath(COMMENT)}`, 'request-valid-refused')).toMatchObject({
      verdict: 'not-exercised',
      why: 'no note can be created to create a comment below',
    });
  });

  it('are not exercised where too few may be alive at once', async () => {
    const { run, left } = await tried({}, { maxAlive: 2 });

    expect(left).toEqual([]);
    expect(verdictOf(run, `GET ${COMMENT}`, 'request-valid-refused')).toMatchObject({
      verdict: 'not-exercised',
      why: expect.stringContaining('--max-alive'),
    });
  });

  it('are removed after a crash, the lowest first', async () => {
    let comments = 0;
    const running: { kill?: () => void } = {};
    const server = await startNested({
      answer(method, path) {
        if (method === 'POST' && path.endsWith('/comments')) comments += 1;
        if (comments === 5) running.kill?.();
        return undefined;
      },
    });
    const where = ['--target', server.origin, '--mode', 'write', '--rate', 'none', '--budget', 'quick'];
    const { child, ended } = start(['run', FILE, ...where]);
    running.kill = () => child.kill('SIGKILL');
    const { folder, signal } = await ended;
    const before = server.left();

    const cleaned = await assay(['cleanup'], { folder });
    const again = await assay(['cleanup'], { folder });
    await server.close();

    expect(signal).toBe('SIGKILL');
    expect(before.length).toBeGreaterThan(2);
    expect(server.left()).toEqual([]);
    expect([cleaned.code, again.code]).toEqual([0, 0]);
    expect(server.changes.filter((change) => change.startsWith('foreign'))).toEqual([]);
  });
});

function parentPath(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}
