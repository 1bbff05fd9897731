import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Run } from '../model/run.ts';

/** Name and version of this tool, as reports show them. */
export const TOOL: Run['tool'] = { name: 'assay', version: versionAbove(import.meta.dirname) };

// The compiled files lie one folder deeper than the sources, so the package is looked for upwards.
function versionAbove(folder: string): string {
  const version = versionIn(folder);
  if (version !== undefined) return version;
  const above = dirname(folder);
  return above === folder ? '0.0.0' : versionAbove(above);
}

function versionIn(folder: string): string | undefined {
  try {
    const found: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    if (typeof found !== 'object' || found === null || !('version' in found)) return undefined;
    return typeof found.version === 'string' ? found.version : undefined;
  } catch {
    return undefined;
  }
}
