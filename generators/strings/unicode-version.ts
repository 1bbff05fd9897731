import { CharSet, JS } from 'refa';

/** Of the code points in these planes some are assigned in each new version of Unicode. */
const GROWING = [
  { min: 0x80, max: 0x3ffff },
  { min: 0xe0000, max: 0xe0fff },
];

/** Code points that are not assigned in the version of Unicode that the automata know, which is not the engine's. */
export const UNASSIGNED: CharSet = JS.createCharSet(
  [{ kind: 'property', key: 'General_Category', value: 'Unassigned', strings: false, negate: false }],
  { unicode: true },
);

let newer: readonly number[] | undefined;

/** A class of characters as the engine has it, whose source has properties of Unicode. */
export function asEngineHas(set: CharSet, source: string): CharSet {
  newer ??= newlyAssigned();
  const expression = new RegExp(source, 'u');
  const differing = newer.filter((code) => expression.test(String.fromCodePoint(code)) !== set.has(code));
  const added = CharSet.fromCharacters(
    set.maximum,
    differing.filter((code) => !set.has(code)),
  );
  const gone = CharSet.fromCharacters(
    set.maximum,
    differing.filter((code) => set.has(code)),
  );
  return set.without(gone).union(added);
}

function newlyAssigned(): number[] {
  return GROWING.flatMap((range) => UNASSIGNED.intersect(range).ranges).flatMap(({ min, max }) => {
    const codes = Array.from({ length: max - min + 1 }, (_, at) => min + at);
    return codes.filter((code) => /\P{Cn}/u.test(String.fromCodePoint(code)));
  });
}
