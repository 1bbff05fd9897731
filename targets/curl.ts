import type { RecordedRequest } from '../model/run.ts';

/** A curl command for a redacted request; secrets stand in it as `$NAME`, so it runs where these are set. */
export function curlOf(request: RecordedRequest): string {
  const parts = ['curl', '-i', '-X', request.method];
  for (const [name, value] of request.headers) {
    const basic = /^authorization$/i.test(name) ? /^Basic (\$\w+:\$\w+)$/.exec(value)?.[1] : undefined;
    if (basic === undefined) parts.push('-H', quoted(`${name}: ${value}`));
    else parts.push('-u', `"${basic}"`);
  }
  if (request.body !== null) parts.push('--data-binary', quoted(request.body));
  parts.push(quoted(request.url));
  return parts.join(' ');
}

/** Quotes for a POSIX shell; `$NAME` of a hidden secret stays open to the shell. */
function quoted(text: string): string {
  return text
    .split(/(\$[A-Z][A-Z0-9_]*)/)
    .map((piece, index) => (index % 2 === 1 ? `"${piece}"` : piece === '' ? '' : `'${piece.replaceAll("'", `'\\''`)}'`))
    .join('');
}
