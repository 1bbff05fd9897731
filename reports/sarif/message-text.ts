/**
 * Text as a message of SARIF, in which `[text](target)` is a link: what comes from elsewhere must not make one (SARIF
 * 2.1.0, 3.11.6). Braces stay single, although 3.11.5 has them doubled: readers resolve placeholders only where a
 * message has arguments, and would show `{{id}}` to people.
 */
export function messageText(text: string): string {
  return text.includes('](') ? text.replace(/[\\[\]]/g, '\\$&') : text;
}
