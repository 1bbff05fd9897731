import type { Json, JsonObject } from '../../model/json.ts';
import { UnsupportedSchemaError } from '../schema/unsupported-schema-error.ts';
import { heightOf, isFeasible } from './height.ts';
import { type Member, memberOf, requiredMembers } from './members.ts';
import { nameOf } from './names.ts';
import { type ObjectLimits, objectLimits } from './object-limits.ts';
import type { Run, Spot } from './run.ts';
import { derived, pointerOf, type State } from './state.ts';
import { isTight, shownAt } from './tightness.ts';

const MOST_ADDED = 200;

/** An object that the conjuncts of a state allow. */
export function objectValue(run: Run, state: State, spot: Spot): JsonObject {
  const limits = objectLimits(state);
  const chosen = chooseMembers(run, state, limits, spot);
  const object: JsonObject = {};
  for (const member of inOrder(chosen, limits)) {
    const value = memberValue(run, member, spot, limits, chosen);
    if (value !== undefined) setMember(object, member.name, value);
  }
  return object;
}

/** The declared members in the order of the document, then the others. */
function* inOrder(chosen: ReadonlyMap<string, Member>, { declared }: ObjectLimits): Generator<Member> {
  let left = chosen.size;
  for (const name of declared) {
    const member = left > 0 ? chosen.get(name) : undefined;
    if (!member) continue;
    left--;
    yield member;
  }
  if (left === 0) return;
  for (const member of chosen.values()) if (!declared.includes(member.name)) yield member;
}

function setMember(object: JsonObject, name: string, value: Json): void {
  // Assigned, it would be the prototype.
  if (name === '__proto__') {
    Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
  } else object[name] = value;
}

function memberValue(
  run: Run,
  member: Member,
  spot: Spot,
  limits: ObjectLimits,
  chosen: ReadonlyMap<string, Member>,
): Json | undefined {
  const want = spot.want?.below.get(member.name);
  const below: Spot = { depth: spot.depth + 1, want, shown: shownAt(spot, member.name) };
  const dispensable =
    !member.isRequired && !want && chosen.size > limits.min && !isNeeded(member.name, limits, chosen);
  const make = (): Json => run.value(member.state, below);
  return dispensable ? run.attempt(make) : make();
}

function isNeeded(name: string, { dependent }: ObjectLimits, chosen: ReadonlyMap<string, Member>): boolean {
  return (
    dependent.size > 0 && [...dependent].some(([owner, others]) => chosen.has(owner) && others.includes(name))
  );
}

function chooseMembers(run: Run, state: State, limits: ObjectLimits, spot: Spot): Map<string, Member> {
  const chosen = new Map<string, Member>();
  const add = (member: Member): boolean => join(run, state, limits, chosen, member);
  for (const member of requiredMembers(run.model, state)) {
    if (!add(member))
      throw new UnsupportedSchemaError(pointerOf(state), `member ${member.name} has no value`);
  }
  for (const name of spot.want?.below.keys() ?? []) add(memberOf(run.model, state, name));
  const optional = optionalMembers(run, state, limits);
  const present = chance(run, spot);
  for (const member of optional) {
    if (!chosen.has(member.name) && present(member) && chosen.size < limits.max) add(member);
  }
  addNamed(run, state, limits, spot, chosen, present);
  for (const member of optional) if (chosen.size < limits.min) add(member);
  fill(run, state, limits, chosen);
  return chosen;
}

/** Adds a member with all that it depends on; false where that is not possible. */
function join(
  run: Run,
  state: State,
  limits: ObjectLimits,
  chosen: Map<string, Member>,
  member: Member,
): boolean {
  if (limits.dependent.size === 0) {
    if (chosen.has(member.name)) return true;
    if (member.isHidden || chosen.size >= limits.max || !isFeasible(run.model, member.state)) return false;
    chosen.set(member.name, member);
    return true;
  }
  const adding = new Map<string, Member>();
  const queue = [member];
  for (let next = queue.shift(); next; next = queue.shift()) {
    if (chosen.has(next.name) || adding.has(next.name)) continue;
    if (next.isHidden || !isFeasible(run.model, next.state)) return false;
    adding.set(next.name, next);
    queue.push(...(limits.dependent.get(next.name) ?? []).map((name) => memberOf(run.model, state, name)));
  }
  if (chosen.size + adding.size > limits.max) return false;
  for (const [name, one] of adding) chosen.set(name, one);
  return true;
}

const optionals = new WeakMap<State, readonly Member[]>();

function optionalMembers(run: Run, state: State, limits: ObjectLimits): readonly Member[] {
  const known = optionals.get(state);
  if (known) return known;
  const found = limits.declared
    .map((name) => memberOf(run.model, state, name))
    .filter(
      (member) =>
        !member.isRequired &&
        !member.isHidden &&
        !member.isExcluded &&
        (!member.isDeprecated || run.model.options.deprecated === true) &&
        isFeasible(run.model, member.state),
    );
  optionals.set(state, found);
  return found;
}

/** Decides which optional members are present: none and all of them are likely, too. */
function chance(run: Run, spot: Spot): (member: Member) => boolean {
  if (run.optional === 'none') return () => false;
  // All of a recursive schema would never end.
  if (run.optional === 'all') {
    return (member) => spot.depth < 12 && (!isTight(run, spot) || heightOf(run.model, member.state) === 0);
  }
  if (run.mode === 'example' || isTight(run, spot)) return () => false;
  const kind = run.source.draw(5);
  if (kind === 0) return () => false;
  return kind === 5 && spot.depth < 3 ? () => true : () => run.source.draw(1) === 1;
}

/** Members of a map, of a pattern of names, or of an object that nothing is said of. */
function addNamed(
  run: Run,
  state: State,
  limits: ObjectLimits,
  spot: Spot,
  chosen: Map<string, Member>,
  present: (member: Member) => boolean,
): void {
  if (spot.depth >= 8) return;
  const isFree = limits.declared.length === 0 && run.optional === 'some' && spot.depth < 2;
  const names = limits.patterns.map((pattern) => nameOf(pattern, run));
  if (limits.isMap || isFree) names.push(freeName(run, limits, 1), freeName(run, limits, 2));
  for (const name of names) {
    if (name === undefined || chosen.has(name) || limits.declared.includes(name)) continue;
    const member = memberOf(run.model, state, name);
    if (present(member) && chosen.size < limits.max) join(run, state, limits, chosen, member);
  }
}

/** Names are strings: one object, so that it makes one state. */
const NAME: JsonObject = { type: 'string' };

/** Legal names of members that no usual document has. */
const UNUSUAL_NAMES = ['a b', 'ключ', 'é', 'x-y', '0', 'a/b', 'a.b', '$ref', '名', 'e\u0301', '😀', ''];

/** A name that no schema describes; undefined where propertyNames leaves none. */
function freeName(run: Run, { namesRestricted }: ObjectLimits, number: number): string | undefined {
  const { model, source } = run;
  if (namesRestricted.length === 0) {
    const isUnusual = !run.plain && run.mode === 'random' && source.draw(3) === 3;
    return isUnusual ? source.pick(UNUSUAL_NAMES) : `key${number}`;
  }
  const [first] = namesRestricted;
  if (!first) return undefined;
  const state = model.state([...namesRestricted, derived(NAME, first)]);
  if (!isFeasible(model, state)) return undefined;
  const name = run.value(state, { depth: 0, want: undefined, shown: [] });
  return typeof name === 'string' ? name : undefined;
}

/** Reaches minProperties by members of other names, where nothing declared is left. */
function fill(run: Run, state: State, limits: ObjectLimits, chosen: Map<string, Member>): void {
  for (let number = 1; chosen.size < limits.min && number <= MOST_ADDED; number++) {
    const spelt = limits.patterns.flatMap((pattern) => nameOf(pattern, run) ?? []);
    const names = [
      `extra${number}`,
      freeName(run, limits, number),
      ...spelt,
      ...spelt.map((name) => name + number),
    ];
    for (const name of names) {
      if (name !== undefined && chosen.size < limits.min && !chosen.has(name))
        join(run, state, limits, chosen, memberOf(run.model, state, name));
    }
  }
  if (chosen.size < limits.min)
    throw new UnsupportedSchemaError(pointerOf(state), 'minProperties cannot be reached');
}
