import type { Resource } from '../model/contract.ts';
import type { Json } from '../model/json.ts';

/** An object that this run created. */
export interface OwnObject {
  readonly resource: Resource;
  readonly identity: string;
  /** Path parameters that name it. */
  readonly path: ReadonlyMap<string, Json>;
}
