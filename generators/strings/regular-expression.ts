const compiled = new Map<string, RegExp | undefined>();

/** A JSON Schema pattern as a regular expression: with the `u` flag where that compiles, as ajv does by default. */
export function regularExpression(pattern: string): RegExp | undefined {
  if (compiled.has(pattern)) return compiled.get(pattern);
  const made = attempt(pattern, 'u') ?? attempt(pattern, '');
  compiled.set(pattern, made);
  return made;
}

function attempt(pattern: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(pattern, flags);
  } catch {
    return undefined;
  }
}
