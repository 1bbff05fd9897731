// Packs the project, installs the tarball in an empty folder without any install script, and runs a contract from it.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'assay-package-'));
const run = (command, parameters, cwd) =>
  execFileSync(command, parameters, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
try {
  const [packed] = JSON.parse(run('npm', ['pack', '--json', '--pack-destination', folder], resolve('.')));
  run('npm', ['init', '--yes'], folder);
  run(
    'npm',
    ['install', '--ignore-scripts', '--no-audit', '--no-fund', join(folder, packed.filename)],
    folder,
  );
  run('npx', ['assay', 'run', 'nsx-sensor', '--budget', 'quick', '--seed', '1'], folder);
  statSync(join(folder, '.assay', 'report.json'));
  run('npx', ['assay', 'explain', 'request-valid-refused'], folder);
  process.stdout.write(
    `${packed.filename}: ${packed.entryCount} files, ${Math.round(packed.size / 1024)} kB; it installs and runs.\n`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
