/** Runs the command line as its users do: compiled, in a process and a folder of its own. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Run, RunSet } from '../../model/run.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SOURCES = [
  'model',
  'contract',
  'generators',
  'plan',
  'checks',
  'targets',
  'servers',
  'engine',
  'reports',
  'runner',
  'proof',
  'suites',
  'cli',
];
const BESIDE = [
  'specs',
  'docs',
  'package.json',
  'assay.config.schema.json',
  'assay.waivers.schema.json',
  'node_modules',
];

/** How a command ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The working folder. */
  readonly folder: string;
}

/** A command that is running. */
export interface Running {
  readonly child: ChildProcess;
  readonly folder: string;
  readonly ended: Promise<Ended>;
  /** What standard error has shown so far. */
  said(): string;
  /** Resolves when standard error has shown a text. */
  shows(text: string): Promise<void>;
}

/** What a command is given; nothing of the test's own environment gets in. */
export interface Surroundings {
  readonly env?: Readonly<Record<string, string>>;
  readonly folder?: string;
}

/** A new empty folder. */
export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'assay-cli-test-'));
}

/** Runs a command to its end. */
export function assay(args: readonly string[], surroundings: Surroundings = {}): Promise<Ended> {
  return start(args, surroundings).ended;
}

/** Starts a command. */
export function start(
  args: readonly string[],
  { env = {}, folder = newFolder() }: Surroundings = {},
): Running {
  const child = spawn(process.execPath, [mainFile(), ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  const watchers = new Set<() => void>();
  child.stdout.on('data', (data: Buffer) => {
    stdout += data.toString();
  });
  child.stderr.on('data', (data: Buffer) => {
    stderr += data.toString();
    for (const watch of watchers) watch();
  });
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr, folder }));
  });
  const shows = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const watch = () => {
        if (stderr.includes(text)) resolve();
      };
      watchers.add(watch);
      watch();
      void ended.then(() => reject(new Error(`ended without ${JSON.stringify(text)}:\n${stderr}`)));
    });
  return { child, folder, ended, shows, said: () => stderr };
}

/** The report of the only run in a folder. */
export function reportOf(folder: string, out = '.assay'): Run {
  return JSON.parse(readFileSync(join(folder, out, 'report.json'), 'utf8')) as Run;
}

/** The report of several runs. */
export function reportsOf(folder: string): RunSet {
  return JSON.parse(readFileSync(join(folder, '.assay', 'report.json'), 'utf8')) as RunSet;
}

let built: string | undefined;

/** The compiled command line; compiled once for all tests that see the same sources. */
export function mainFile(): string {
  built ??= build();
  return built;
}

function build(): string {
  const home = join(tmpdir(), `assay-cli-${process.getuid?.() ?? 0}-${fingerprint()}`);
  const main = join(home, 'dist', 'cli', 'main.js');
  if (existsSync(main)) return main;
  const draft = mkdtempSync(`${home}-`);
  const dist = join(draft, 'dist');
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  // Types are checked elsewhere; what is compiled here is only to be run.
  spawnSync(
    process.execPath,
    [tsc, '-p', 'tsconfig.build.json', '--outDir', dist, '--declaration', 'false'],
    { cwd: ROOT },
  );
  execFileSync(process.execPath, [join('scripts', 'copy-assets.mjs'), dist], { cwd: ROOT });
  for (const name of BESIDE) symlinkSync(join(ROOT, name), join(draft, name));
  try {
    renameSync(draft, home);
  } catch {
    // Another worker was faster.
    rmSync(draft, { recursive: true });
  }
  return main;
}

/** Of all sources, so that a change gives another folder. */
function fingerprint(): string {
  const hash = createHash('sha256').update(ROOT);
  for (const folder of SOURCES) {
    for (const name of readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).sort()) {
      const { mtimeMs, size } = statSync(join(ROOT, folder, name));
      hash.update(`${folder}/${name} ${mtimeMs} ${size}\n`);
    }
  }
  return hash.digest('hex').slice(0, 12);
}
