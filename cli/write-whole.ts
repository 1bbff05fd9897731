import { writeSync } from 'node:fs';

/** Writes all of a text to an open file; one call may write only a part of it. */
export function writeWhole(file: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
}
