import type { Site } from '../contract/site.ts';
import type { Plan } from '../model/case.ts';
import type { Contract, Operation } from '../model/contract.ts';
import type { Event } from '../model/event.ts';
import type { HeaderField } from '../model/request.ts';
import type { Mode } from '../model/run.ts';
import type { TargetProfile } from '../model/target-profile.ts';
import type { Access } from '../targets/access.ts';
import type { Clock } from '../targets/clock.ts';
import type { Journal } from '../targets/journal.ts';
import type { Recorder } from '../targets/recorder.ts';
import type { Redactor } from '../targets/redaction.ts';
import type { Transport } from '../targets/transport.ts';
import type { Logbook } from './logbook.ts';

/** What every part of the engine works with. */
export interface EngineContext {
  readonly contract: Contract;
  readonly plan: Plan;
  readonly site: Site;
  readonly mode: Mode;
  /** Names this run on the target: eight characters, different for every run. */
  readonly run: string;
  readonly profile: TargetProfile;
  readonly transport: Transport;
  readonly access: Access;
  readonly redactor: Redactor;
  readonly journal: Journal;
  readonly headers: readonly HeaderField[];
  readonly clock: Clock;
  readonly recorder: Recorder;
  readonly logbook: Logbook;
  /** How long a reply may take. */
  readonly maxResponseMs?: number | undefined;
  /** Aborted when the run is to stop; cleanup goes on. */
  readonly signal: AbortSignal;
  /** Aborted when the cleanup is to stop, too. */
  readonly cleanupSignal: AbortSignal;
  readonly emit: (event: Event) => void;
}

/** An operation that must exist, because the plan names it. */
export function operationOf(contract: Contract, id: string): Operation {
  const operation = contract.operations.find((candidate) => candidate.id === id);
  if (!operation) throw new Error(`the plan names an operation that the contract does not have: ${id}`);
  return operation;
}
