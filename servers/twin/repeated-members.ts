// Strings, with the colon behind those that are names, and what opens and closes objects and lists.
const TOKENS = /("[^"\\]*(?:\\.[^"\\]*)*")\s*(:?)|[{}[\]]/gs;

/** Whether a text of valid JSON has an object with two members of one name, which RFC 8259 leaves to its reader. */
export function repeatsMembers(text: string): boolean {
  const open: (Set<string> | undefined)[] = [];
  for (const [token, string, colon] of text.matchAll(TOKENS)) {
    if (string === undefined) {
      if (token === '{') open.push(new Set());
      else if (token === '[') open.push(undefined);
      else open.pop();
      continue;
    }
    if (colon === '') continue;
    const names = open.at(-1);
    const name = String(JSON.parse(string));
    if (names?.has(name) === true) return true;
    names?.add(name);
  }
  return false;
}
