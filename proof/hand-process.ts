/** A process that tries mutants as it is told to, one after another. */
import { compile } from '../contract/compile.ts';
import type { Orders, Task } from './hand.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

let workshop: Promise<Workshop> | undefined;

process.on('message', async (message: Orders | Task) => {
  if ('file' in message) {
    const { file, overlay, ...options } = message;
    workshop = openWorkshop(compile({ file, overlay }), options);
    return;
  }
  const verdict = await (await workshop)?.try(message.id, message.inFull);
  if (verdict) process.send?.(verdict);
});

// Whoever started it is gone.
process.on('disconnect', () => process.exit());
// To be stopped is the business of whoever started it, who ends it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
