import type { Event } from '../model/event.ts';
import { isEmbedded } from '../runner/embedded.ts';
import { wantsColour } from './colour.ts';
import type { Settings } from './settings.ts';

type Started = Extract<Event, { type: 'run-started' }>;

const EFFECTS = {
  write: 'creates, changes and deletes',
  full: 'creates, changes and deletes, dangerous operations too,',
} as const;

/** Says aloud, before anything is sent, what a run does to a live target and what it does not check. */
export function announce(
  { target, mode, insecure }: Settings,
  { contract, creates }: Pick<Started, 'contract' | 'creates'>,
): void {
  if (isEmbedded(target)) return;
  const red = (text: string) => (wantsColour(process.stderr) ? `\u001b[1;31m${text}\u001b[0m` : text);
  if (insecure) process.stderr.write(`${red('--insecure: certificates are not checked.')}\n`);
  if (mode === 'read-only') return;
  const count = creates === 1 ? '1 create' : `${creates} creates`;
  process.stderr.write(
    `${red(`Mode ${mode}: this run ${EFFECTS[mode]} on ${target} (${contract.name}); about ${count}.`)}\n`,
  );
}
