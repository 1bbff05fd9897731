/** What a command showed, as golden files hold it: with holes for what differs from one run to the next. */
import type { Ended } from '../cli/cli.ts';

const HOLES: readonly (readonly [pattern: RegExp, hole: string])[] = [
  [/\b127\.0\.0\.1:\d+/g, '127.0.0.1:<port>'],
  // The mark of a run on what it makes, and the run's name.
  [/\bassay-[0-9a-f]{8}-\d+/g, 'assay-<mark>'],
  [/(assay cleanup) [0-9a-f]{8}\b/g, '$1 <run>'],
  [/^(assay) \d+\.\d+\.\d+ /gm, '$1 <version> '],
  // How fast it went: which words a line has depends on it.
  [/^( +\d+%) .*$/gm, '$1 <progress>'],
  [/^( {2}time +)\S.*$/gm, '$1<time>'],
  [/\d{1,2} [A-Z][a-z]{2} \d{4}, \d\d:\d\d UTC/g, '<moment>'],
  [/\b20\d\d-\d\d-\d\dT[\d:.]+Z/g, '<moment>'],
  [/("(?:at|durationMs)": )\d+(?:\.\d+)?/g, '$10'],
];

/** The command with both its outputs and its exit code. */
export function shown(args: readonly string[], { stdout, stderr, code }: Ended): string {
  const parts = [
    `$ assay ${args.join(' ')}\n`,
    ...(stdout === '' ? [] : [`-- stdout\n${stdout}`]),
    ...(stderr === '' ? [] : [`-- stderr\n${stderr}`]),
    `-- exit ${code}\n`,
  ];
  return holed(parts.join(''));
}

/** Colours are written out, so that a golden file can be read and compared. */
function holed(text: string): string {
  const filled = HOLES.reduce((so, [pattern, hole]) => so.replace(pattern, hole), text);
  return filled.replaceAll('\u001b[', '<esc>[');
}
