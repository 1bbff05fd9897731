import type { Breaker } from './breaking.ts';
import type { Fault } from './fault.ts';

/** A way to break a keyword, before it is given its place. */
export interface Way extends Pick<Fault, 'keyword' | 'what' | 'member' | 'limit' | 'tolerable'> {
  readonly breaker: Breaker;
  /** Members or items that the base needs. */
  readonly needs?: readonly string[];
  /** The fault lies in this member or item of the place. */
  readonly below?: string;
  /** The schema with the keyword, where it is not the one of the site. */
  readonly schema?: string;
  /** Why it cannot be broken, where that is seen at once. */
  readonly hopeless?: string;
}

/** A keyword that asks for nothing, or for more than is made. */
export function hopeless(keyword: string, reason: string): Way {
  return { keyword, what: 'broken', breaker: () => [], hopeless: reason };
}
