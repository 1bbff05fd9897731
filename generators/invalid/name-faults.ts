import { isObject, type Json } from '../../model/json.ts';
import { UnsupportedSchemaError } from '../schema/unsupported-schema-error.ts';
import { Generation } from '../valid/generation.ts';
import { isFeasible } from '../valid/height.ts';
import type { Model } from '../valid/model.ts';
import { derived, type State } from '../valid/state.ts';
import { anyWay } from '../valid/want.ts';
import type { Breaking, Site } from './breaking.ts';
import { listWays } from './list-faults.ts';
import { stringWays } from './string-faults.ts';
import type { Way } from './way.ts';

const NAMES = ['unknown member', 'UNKNOWN', 'unknown', '!', '', 'x'.repeat(300)];
const SAMPLES: readonly Json[] = ['sample', 1, true, null, {}, []];

/** The ways to break what `propertyNames` says of the names of members. */
export function* nameWays(model: Model, site: Site): Generator<Way> {
  const { conjunct } = site;
  const names = conjunct.schema['propertyNames'];
  if (names === undefined) return;
  const part = model.library.inner(conjunct, names, 'propertyNames');
  yield {
    keyword: 'propertyNames',
    what: 'a member of a wrong name',
    *breaker({ value }) {
      if (!isObject(value)) return;
      for (const name of NAMES) if (!model.accepts([part], name)) yield* named(value, name);
    },
  };
  if (part.schema === false) return;
  const state = leafOf(model, model.state([part, derived({ type: 'string' }, part)]));
  for (const inner of state?.conjuncts.filter(({ own }) => own) ?? []) {
    if (!state) return;
    const nameSite: Site = { instance: site.instance, guide: anyWay, leaf: state, conjunct: inner };
    for (const way of [...listWays(nameSite), ...stringWays(nameSite)]) {
      yield {
        ...way,
        what: `a name that is ${way.what}`,
        schema: inner.pointer,
        breaker: (breaking) => misnamed(breaking, state, way),
      };
    }
  }
}

/** The state after its choices, the first branch of each. */
function leafOf(model: Model, state: State): State | undefined {
  if (state.pending.length === 0) return isFeasible(model, state) ? state : undefined;
  const branch = model.branches(state).find((one) => isFeasible(model, one));
  return branch && leafOf(model, branch);
}

function* misnamed(breaking: Breaking, state: State, { breaker }: Way): Generator<Json> {
  const { model, source, mode, value } = breaking;
  if (!isObject(value)) return;
  const name = attempt(() =>
    new Generation(model, source, mode).value(state, { depth: 0, want: undefined, shown: [] }),
  );
  if (name === undefined) return;
  for (const wrong of breaker({ ...breaking, value: name })) {
    if (typeof wrong === 'string' && !Object.hasOwn(value, wrong)) yield* named(value, wrong);
  }
}

function* named(value: { [member: string]: Json }, name: string): Generator<Json> {
  for (const sample of SAMPLES) yield { ...value, [name]: sample };
}

function attempt(make: () => Json): Json | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof UnsupportedSchemaError) return undefined;
    throw error;
  }
}
