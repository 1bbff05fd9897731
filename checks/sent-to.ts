import type { Exchange } from '../model/trace.ts';

/** Where a request went, with what is secret in it replaced; undefined where that is no address. */
export function sentTo({ recorded }: Exchange): URL | undefined {
  const { url } = recorded.request;
  return URL.canParse(url) ? new URL(url) : undefined;
}
