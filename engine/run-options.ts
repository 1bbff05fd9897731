import type { Site } from '../contract/site.ts';
import type { HeaderField } from '../model/request.ts';
import type { Mode } from '../model/run.ts';
import type { TargetProfile } from '../model/target-profile.ts';
import type { Clock } from '../targets/clock.ts';
import type { Journal } from '../targets/journal.ts';
import type { Recorder } from '../targets/recorder.ts';
import type { Transport } from '../targets/transport.ts';

/** How a plan is carried out. */
export interface RunOptions {
  readonly transport: Transport;
  readonly profile: TargetProfile;
  readonly site: Site;
  /** Values by environment variable. */
  readonly env: ReadonlyMap<string, string>;
  readonly mode: Mode;
  readonly seed: number;
  readonly budget: string;
  readonly productVersion: string | null;
  /** Names the run on the target and in the journal. */
  readonly run: string;
  readonly journal: Journal;
  /** Sent with every request. */
  readonly headers: readonly HeaderField[];
  readonly concurrency: number;
  /** What waits are measured by. @defaultValue the machine's */
  readonly clock?: Clock | undefined;
  /** What writes exchanges down, where no report is to show them. @defaultValue with all secrets hidden */
  readonly recorder?: Recorder | undefined;
  /** How many objects of the run may be alive at once. @defaultValue 50 */
  readonly maxAlive?: number | undefined;
  /** Milliseconds that a reply may take; undefined for no limit. */
  readonly maxResponseMs?: number | undefined;
  /** Ids of the checks that take part. */
  readonly selectsCheck: (id: string) => boolean;
  /** Aborted to stop the run and clean up. */
  readonly signal: AbortSignal;
  /** Aborted to stop cleaning up. */
  readonly cleanupSignal: AbortSignal;
  /** Exit code that an interruption has: 130 or 143. */
  readonly interruptedBy: () => number | null;
  /** Seconds for the whole run; undefined for no limit. */
  readonly maxTime: number | undefined;
}
