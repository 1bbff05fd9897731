import { join } from 'node:path';
import type { ConductOptions } from '../runner/conduct.ts';
import { readEnvironment } from './environment.ts';
import type { Interruption } from './interruption.ts';
import type { Settings } from './settings.ts';

/** What a run needs, from the settings and the signals that may stop it. */
export function conductOptions(settings: Settings, stopping: Interruption): ConductOptions {
  return {
    ...settings,
    productVersion: settings.productVersion ?? null,
    env: readEnvironment(),
    journals: join(settings.out, 'journal'),
    signal: stopping.stop,
    cleanupSignal: stopping.stopCleanup,
    interruptedBy: stopping.code,
  };
}
