import { type Terminal, terminal } from '../reports/terminal/terminal.ts';
import { wantsColour } from './colour.ts';

/** Where runs are told of: people read standard error, an agent finds findings and summary on standard output. */
export function screenFor(isForAgent: boolean): Terminal {
  return terminal(process.stderr, {
    colour: wantsColour(process.stderr),
    agent: isForAgent ? process.stdout : undefined,
  });
}
