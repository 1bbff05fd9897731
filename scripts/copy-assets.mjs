// Copies what the compiled files read at run time beside them: templates, styles, scripts and schemas.
// node scripts/copy-assets.mjs [folder of the compiled files, dist where none is named]
import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';

const OUT = process.argv[2] ?? 'dist';
const FOLDERS = ['contract', 'reports'];
const ENDINGS = new Set(['.eta', '.css', '.js', '.json']);

for (const folder of FOLDERS) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !ENDINGS.has(extname(entry.name)) || /\.snap$/.test(entry.name)) continue;
    const from = join(entry.parentPath ?? entry.path, entry.name);
    const to = join(OUT, from);
    mkdirSync(dirname(to), { recursive: true });
    cpSync(from, to);
  }
}
