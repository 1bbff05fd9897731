/*
 * Versions of products are not those of packages: `5.2`, `8.8.0.1`, `22.5.10+UI4`, `v4`. Libraries for semantic versions
 * refuse them, or drop what comes after the third number, so a range is read here.
 */

/** A range of versions that was read. */
export interface VersionRange {
  /** Whether a version lies in it; undefined where the version has no numbers to compare. */
  includes(version: string): boolean | undefined;
}

type Numbers = readonly number[];
type Test = (version: Numbers) => boolean;

const VERSION = /^v?(\d+(?:\.\d+)*)/i;
const COMPARATOR = /^(>=|<=|>|<|=|~|\^)?v?(\d+(?:\.\d+)*)(\.[x*])?$/i;

/**
 * Reads a range: `5.2` (with all that begin so, as 5.2.1), `>=5.1 <5.3`, `~5.2`, `^5.2`, `5.x`, `5.1 - 5.3`, `*`, and
 * alternatives with `||`. Undefined where it is none.
 */
export function versionRange(text: string): VersionRange | undefined {
  const alternatives = text.split('||').map(testsOf);
  if (alternatives.some((tests) => tests === undefined)) return undefined;
  return {
    includes(version) {
      const numbers = numbersOf(version);
      if (numbers === undefined) return undefined;
      return alternatives.some((tests) => tests?.every((test) => test(numbers)));
    },
  };
}

function testsOf(alternative: string): Test[] | undefined {
  const text = alternative.trim().replaceAll(/([<>=~^])\s+/g, '$1');
  if (text === '*') return [() => true];
  const hyphen = /^(\S+)\s+-\s+(\S+)$/.exec(text);
  const words = hyphen ? [`>=${hyphen[1]}`, `<=${hyphen[2]}`] : text.split(/\s+/);
  const tests = words.map(testOf);
  return tests.every((test) => test !== undefined) ? tests : undefined;
}

function testOf(word: string): Test | undefined {
  const match = COMPARATOR.exec(word);
  if (!match) return undefined;
  const bound = (match[2] ?? '').split('.').map(Number);
  const operator = match[1] ?? '=';
  // A bound stands for all versions that begin with it: nothing of 5.2 lies above 5.2.
  const order = (version: Numbers) => compare(version.slice(0, bound.length), bound);
  if (operator === '>=') return (version) => order(version) >= 0;
  if (operator === '<=') return (version) => order(version) <= 0;
  if (operator === '>') return (version) => order(version) > 0;
  if (operator === '<') return (version) => order(version) < 0;
  if (operator === '=') return (version) => order(version) === 0;
  const kept = operator === '^' ? 1 : Math.max(1, Math.min(2, bound.length));
  const head = bound.slice(0, kept);
  return (version) => compare(version, bound) >= 0 && compare(version.slice(0, kept), head) === 0;
}

function numbersOf(version: string): Numbers | undefined {
  return VERSION.exec(version.trim())?.[1]?.split('.').map(Number);
}

/** Below, at or above 0; numbers that are not given are 0. */
function compare(a: Numbers, b: Numbers): number {
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
