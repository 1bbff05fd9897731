/** What relative paths are below, as SARIF's readers call the root of a checkout. */
export const SOURCE_ROOT = '%SRCROOT%';

/** A file as SARIF names it: relative to the root of the sources, or by an absolute URI. */
export interface ArtifactLocation {
  readonly uri: string;
  readonly uriBaseId?: string;
}

/** Where a file is, of any path that a run may have been given. */
export function artifactLocation(file: string): ArtifactLocation {
  const path = file.replaceAll('\\', '/').replace(/^(\.\/)+/, '');
  if (path.startsWith('/')) return { uri: `file://${encoded(path)}` };
  if (/^[A-Za-z]:\//.test(path)) return { uri: `file:///${path.slice(0, 2)}${encoded(path.slice(2))}` };
  return { uri: encoded(path), uriBaseId: SOURCE_ROOT };
}

function encoded(path: string): string {
  // By way of UTF-8, because halves of pairs have no percent-encoding.
  return Buffer.from(path).toString().split('/').map(encodeURIComponent).join('/');
}
