import type { Header, Response } from '../model/contract.ts';

/** What a response says of a header, by any case; undefined where it says nothing. */
export function documentedHeader(response: Response | undefined, name: string): Header | undefined {
  return response?.headers.find((header) => header.name.toLowerCase() === name.toLowerCase());
}
