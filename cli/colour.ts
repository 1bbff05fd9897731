/** Whether a stream is to be coloured: a terminal, and nobody said otherwise (no-color.org). */
export function wantsColour(stream: { isTTY?: boolean }): boolean {
  if (process.env['NO_COLOR']) return false;
  if (process.env['FORCE_COLOR'] && process.env['FORCE_COLOR'] !== '0') return true;
  return stream.isTTY === true && process.env['TERM'] !== 'dumb';
}
