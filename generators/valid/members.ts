import { isAnnotated, isHidden } from '../schema/visibility.ts';
import type { Model } from './model.ts';
import { memberParts, objectLimits } from './object-limits.ts';
import { derived, type State } from './state.ts';

/** A member that an object may have. */
export interface Member {
  readonly name: string;
  readonly state: State;
  /** Does not take part in the direction. */
  readonly isHidden: boolean;
  readonly isRequired: boolean;
  readonly isDeprecated: boolean;
  readonly isExcluded: boolean;
}

const known = new WeakMap<State, Map<string, Member>>();

/** What is known of a member of an object. */
export function memberOf(model: Model, state: State, name: string): Member {
  const members = known.get(state) ?? new Map<string, Member>();
  known.set(state, members);
  const found = members.get(name) ?? look(model, state, name);
  members.set(name, found);
  return found;
}

function look(model: Model, state: State, name: string): Member {
  const { library, options } = model;
  const parts = memberParts(state, name);
  const hidden = parts.some((part) => isHidden(library, part, options));
  const names = objectLimits(state).namesRestricted;
  const refused = names.length > 0 && !model.accepts(names, name);
  const excluded = state.conjuncts.some(({ schema, pointer }) => {
    const members = schema['properties'];
    return (
      typeof members === 'object' && members !== null && name in members && options.exclude?.(pointer, name)
    );
  });
  return {
    name,
    state: model.state(refused ? [...parts, derived(false, model.origin)] : parts),
    isHidden: hidden,
    isRequired: !hidden && objectLimits(state).required.has(name),
    isDeprecated: parts.some((part) => isAnnotated(library, part, 'deprecated')),
    isExcluded: excluded,
  };
}

const required = new WeakMap<State, readonly Member[]>();

/** The members that have to be present. */
export function requiredMembers(model: Model, state: State): readonly Member[] {
  const found =
    required.get(state) ??
    [...objectLimits(state).required]
      .map((name) => memberOf(model, state, name))
      .filter((member) => member.isRequired);
  required.set(state, found);
  return found;
}
