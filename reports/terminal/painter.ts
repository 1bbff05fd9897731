import { styleText } from 'node:util';
import type { Level } from '../../model/statement.ts';

type Paint = (text: string) => string;

/** Colours by what they mean; each leaves the text as it is where colours are off. */
export interface Painter {
  readonly strong: Paint;
  readonly faint: Paint;
  readonly good: Paint;
  readonly bad: Paint;
  readonly doubtful: Paint;
  readonly code: Paint;
  readonly level: (level: Level, text: string) => string;
}

/** A painter; whoever calls decides by the stream and `NO_COLOR` whether it paints. */
export function painter(isOn: boolean): Painter {
  const paint = (format: Parameters<typeof styleText>[0]): Paint => {
    // The stream is not asked again: later versions of Node would by default.
    return (text) => (isOn ? styleText(format, text, { validateStream: false }) : text);
  };
  const levels = {
    must: paint(['bold', 'red']),
    should: paint(['bold', 'yellow']),
    may: paint(['bold', 'cyan']),
  };
  return {
    strong: paint('bold'),
    faint: paint('dim'),
    good: paint(['bold', 'green']),
    bad: paint(['bold', 'red']),
    doubtful: paint(['bold', 'yellow']),
    code: paint('cyan'),
    level: (level, text) => levels[level](text),
  };
}
