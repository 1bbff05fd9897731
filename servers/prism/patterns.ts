/** Whether Prism, which reads patterns with the u flag, can compile one. */
export function isPrismPattern(pattern: string): boolean {
  try {
    new RegExp(pattern, 'u');
    return true;
  } catch {
    return false;
  }
}
