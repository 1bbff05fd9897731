const PUNCTUATION = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/**
 * JSON text set into lines, every token as it came: parsing and writing again would turn `1.0` into `1`, round
 * long numbers and drop members that stand twice. Text that is no JSON, or was cut, stays as it is.
 */
export function indentJson(text: string): string {
  if (!/^\s*[{[]/.test(text) || !isJson(text)) return text;
  let depth = 0;
  let out = '';
  const tokens = text.match(PUNCTUATION) ?? [];
  for (const [at, token] of tokens.entries()) {
    const isEmpty = isClosing(token) && isOpening(tokens[at - 1]);
    if (isClosing(token)) depth -= 1;
    if (isOpening(tokens[at - 1]) || isClosing(token)) out += isEmpty ? '' : newLine(depth);
    if (tokens[at - 1] === ',') out += newLine(depth);
    out += token === ':' ? ': ' : token;
    if (isOpening(token)) depth += 1;
  }
  return out;
}

function newLine(depth: number): string {
  return `\n${'  '.repeat(depth)}`;
}

function isOpening(token: string | undefined): boolean {
  return token === '{' || token === '[';
}

function isClosing(token: string): boolean {
  return token === '}' || token === ']';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
