import type { RecordedRequest } from '../model/run.ts';

// The name of a file that is not there: curl says so, and sends nothing.
const NOT_SHOWN = '(the body cannot be shown whole: replay the finding)';

/**
 * A curl command for a redacted request; secrets stand in it as `$NAME`, so it runs where these are set.
 * @param stands - tells names that stand for something hidden from dollars that were sent.
 * @param isWhole - false where the body is cut or no text: the command then fails instead of sending another.
 */
export function curlOf(request: RecordedRequest, stands: (name: string) => boolean, isWhole = true): string {
  const quote = (text: string) => quoted(text, stands);
  // As it stands: no globs, no dots removed. HEAD has no body to wait for.
  const parts = [
    'curl',
    '-i',
    '-g',
    '--path-as-is',
    ...(request.method === 'HEAD' ? ['-I'] : ['-X', quote(request.method)]),
  ];
  for (const [name, value] of request.headers) {
    const basic = /^authorization$/i.test(name) ? /^Basic (\$\w+:\$\w+)$/.exec(value)?.[1] : undefined;
    if (basic !== undefined) parts.push('-u', `"${basic}"`);
    // A colon alone would remove the header.
    else parts.push('-H', quote(value === '' ? `${name};` : `${name}: ${value}`));
  }
  if (request.body !== null) {
    if (!request.headers.some(([name]) => /^content-type$/i.test(name))) parts.push('-H', "'Content-Type:'");
    // Raw, because an @ at the start of data names a file.
    if (isWhole) parts.push('--data-raw', quote(request.body));
    else parts.push('-T', literal(NOT_SHOWN));
  }
  return [...parts, quote(request.url)].join(' ');
}

/** Quotes for a POSIX shell; what stands for a hidden secret stays open to the shell. */
function quoted(text: string, stands: (name: string) => boolean): string {
  const pieces = text.split(/(\$[A-Z][A-Z0-9_]*|\$\{[A-Z][A-Z0-9_]*\})/);
  return (
    pieces
      .map((piece) => (stands(piece.replaceAll(/[${}]/g, '')) ? `"${piece}"` : literal(piece)))
      .join('') || "''"
  );
}

function literal(piece: string): string {
  return piece === '' ? '' : `'${piece.replaceAll("'", `'\\''`)}'`;
}
