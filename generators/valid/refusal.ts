import { UnsupportedSchemaError } from '../schema/unsupported-schema-error.ts';
import { arrayLimits } from './array-limits.ts';
import { isFeasible } from './height.ts';
import { anyItem, plainItem } from './items.ts';
import { kindsOf } from './kinds.ts';
import { requiredMembers } from './members.ts';
import type { Model } from './model.ts';
import { objectLimits } from './object-limits.ts';
import { pointerOf, type State } from './state.ts';
import { stringLimits } from './string-limits.ts';
import { valuesOf } from './values.ts';

/** Why a state has no value, with the place that is at fault. */
export function refusalOf(model: Model, state: State, path: readonly State[] = []): UnsupportedSchemaError {
  const { refusal } = state;
  if (refusal) return refusal;
  const because = (reason: string): UnsupportedSchemaError =>
    new UnsupportedSchemaError(pointerOf(state), reason);
  if (!state.possible) return because('the schema is false');
  const below: Below = (inner) =>
    [...path, state].includes(inner)
      ? because('it requires itself without end')
      : refusalOf(model, inner, [...path, state]);
  const [choice] = state.pending;
  if (choice) return below(model.branches(state)[0] ?? state);
  if (valuesOf(model, state)) return because('none of the listed values satisfies what else is asked for');
  const { allowed } = kindsOf(state);
  if (allowed.length === 0) return because('its types exclude each other');
  const reasons = allowed.map((kind) => {
    if (kind === 'object') return ofObject(model, state, below);
    if (kind === 'array') return ofArray(model, state, below);
    return kind === 'string' ? ofString(state) : undefined;
  });
  const found = reasons.find((reason) => reason !== undefined);
  return typeof found === 'string' ? because(found) : (found ?? because('no value satisfies it'));
}

type Reason = UnsupportedSchemaError | string | undefined;
/** Why something that the state asks for has no value. */
type Below = (inner: State) => UnsupportedSchemaError;

function ofObject(model: Model, state: State, below: Below): Reason {
  const { min, max } = objectLimits(state);
  const required = requiredMembers(model, state);
  if (min > max) return 'minProperties is greater than maxProperties';
  if (required.length > max) return 'more members are required than maxProperties allows';
  const lacking = required.find((member) => !isFeasible(model, member.state));
  if (!lacking)
    return required.length > 0
      ? 'its required members never come to an end'
      : 'minProperties cannot be reached';
  return below(lacking.state);
}

function ofArray(model: Model, state: State, below: Below): Reason {
  const { min, max, leading } = arrayLimits(state);
  if (min > max) return `an array needs ${min} items, and at most ${max} can stand`;
  for (let index = 0; index < min && index <= leading; index++) {
    if (anyItem(model, state, index, (one) => isFeasible(model, one))) continue;
    return below(plainItem(model, state, index));
  }
  return min > 0 ? 'not enough items can be what contains asks for' : undefined;
}

function ofString(state: State): Reason {
  const { language } = stringLimits(state);
  return language && 'refused' in language ? language.refused : undefined;
}
