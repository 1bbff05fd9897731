import { child, type Pointer } from '../model/pointer.ts';

// Strings, with the colon behind those that are names, and what opens, parts and closes objects and lists.
const TOKENS = /("[^"\\]*(?:\\.[^"\\]*)*")\s*(:?)|[{}[\],]/gs;

/** Where a reader is: in an object whose names are known so far, or in a list. */
interface Level {
  readonly names: Set<string> | undefined;
  at: string | number;
}

/** The place of a member that stands twice in an object of valid JSON, which RFC 8259 leaves to its reader. */
export function repeatedMember(text: string): Pointer | undefined {
  const open: Level[] = [];
  for (const [token, string, colon] of text.matchAll(TOKENS)) {
    const level = open.at(-1);
    if (string === undefined) {
      if (token === '{') open.push({ names: new Set(), at: '' });
      else if (token === '[') open.push({ names: undefined, at: 0 });
      else if (token !== ',') open.pop();
      else if (typeof level?.at === 'number') level.at += 1;
      continue;
    }
    if (colon === '' || level?.names === undefined) continue;
    level.at = String(JSON.parse(string));
    if (level.names.has(level.at)) return child('', ...open.map(({ at }) => at));
    level.names.add(level.at);
  }
  return undefined;
}
