import type { Json } from '../../model/json.ts';
import type { Model } from './model.ts';
import type { Source } from './source.ts';
import type { State } from './state.ts';
import type { Want } from './want.ts';

/** The making of one value, as the generators of the single kinds see it. */
export interface Run {
  readonly model: Model;
  readonly source: Source;
  /** An example is readable and made without chance; zeros of a random run are the simplest value. */
  readonly mode: 'example' | 'random';
  /** The readable value is wanted: an example, and no attempt at it failed yet. */
  readonly isSimple: boolean;
  readonly plain: boolean;
  readonly optional: 'none' | 'some' | 'all';
  /** A value for one place. */
  value(state: State, at: Spot): Json;
  /** What can be left out: undefined where it cannot be made. */
  attempt(make: () => Json | undefined): Json | undefined;
}

/** Where in the instance a value is made, and what is wished there. */
export interface Spot {
  readonly depth: number;
  readonly want: Want | undefined;
  /** Values that the document shows for this place. */
  readonly shown: readonly Json[];
}
