import type { Automaton } from './automaton.ts';
import type { Characters } from './characters.ts';
import { Lengths } from './lengths.ts';

/** A whole number from 0 to `bound`, both included; 0 leads to what is simplest. */
export type Draw = (bound: number) => number;

/** After so many characters choices are taken again, so that long words need few of them. */
const CHOICES = 48;
/** A step that few characters take is chosen at least as often as this part of the most usual step. */
const LEAST_SHARE = 4;

/** So near to the end, what may come next is kept by the characters that are left. */
const NEAR = 64;

/** Characters that may come next, each with the step that it takes. Many states share them. */
interface Choices {
  readonly characters: readonly string[];
  readonly steps: readonly number[];
}

/** What may come next at a state. */
interface Options {
  readonly choices: Choices;
  /** Where the steps of the choices lead to. */
  readonly targets: readonly number[];
}

/** One step of a state: the classes of all characters that lead to the same other state. */
interface Step {
  readonly to: number;
  readonly classes: readonly number[];
}

/** Writes words of an automaton, of exactly the length asked for. */
export class Spelling {
  readonly lengths: Lengths;
  readonly #automaton: Automaton;
  readonly #characters: Characters;
  readonly #isPlain: boolean;
  readonly #steps: (readonly Step[] | undefined)[];
  /** For each state, by the steps from which the word can still end in time. */
  readonly #options: (Map<number | string, Options> | undefined)[];
  /** For each state, by the characters that are left. */
  readonly #near: ((Options | undefined)[] | undefined)[];
  readonly #shared = new Map<string, Choices>();

  constructor(automaton: Automaton, characters: Characters, isPlain: boolean) {
    this.#automaton = automaton;
    this.#characters = characters;
    this.#isPlain = isPlain;
    this.#steps = new Array(automaton.states);
    this.#options = new Array(automaton.states);
    this.#near = new Array(automaton.states);
    this.lengths = new Lengths(automaton, (one) => !isPlain || characters.isPrintable(one));
  }

  /** A word of a length that there are words of. */
  word(draw: Draw, length: number): string {
    const choices: number[] | undefined = length > CHOICES ? [] : undefined;
    let text = '';
    let state = 0;
    for (let left = length - 1; left >= 0; left--) {
      const { choices: next, targets } = this.#optionsAt(state, left);
      const { characters } = next;
      const at = length - 1 - left;
      let choice = 0;
      if (at >= CHOICES) choice = (choices?.[at % CHOICES] ?? 0) % characters.length;
      else if (characters.length > 1) choice = draw(characters.length - 1);
      choices?.push(choice);
      text += characters[choice] ?? '';
      state = targets[next.steps[choice] ?? 0] ?? 0;
    }
    return text;
  }

  #optionsAt(state: number, left: number): Options {
    const known = this.#near[state]?.[left];
    if (known) return known;
    const options = this.#optionsByEnds(state, left);
    const near = this.#near[state] ?? [];
    this.#near[state] = near;
    if (left < NEAR) near[left] = options;
    return options;
  }

  #optionsByEnds(state: number, left: number): Options {
    const steps = this.#stepsOf(state);
    let key: number | string = 0;
    if (steps.length <= 30) {
      for (let at = 0; at < steps.length; at++)
        if (this.lengths.canEnd(steps[at]?.to ?? 0, left)) key |= 1 << at;
    } else {
      key = steps.map(({ to }) => (this.lengths.canEnd(to, left) ? '1' : '0')).join('');
    }
    let known = this.#options[state];
    if (!known) {
      known = new Map();
      this.#options[state] = known;
    }
    let options = known.get(key);
    if (!options) {
      const usable = steps.filter(({ to }) => this.lengths.canEnd(to, left));
      options = { choices: this.#choicesOf(usable), targets: usable.map(({ to }) => to) };
      known.set(key, options);
    }
    return options;
  }

  #stepsOf(state: number): readonly Step[] {
    const known = this.#steps[state];
    if (known) return known;
    const { width, next } = this.#automaton;
    const classes = new Map<number, number[]>();
    for (let one = 0; one < width; one++) {
      const to = next[state * width + one] ?? -1;
      if (to < 0 || (this.#isPlain && !this.#characters.isPrintable(one))) continue;
      classes.set(to, [...(classes.get(to) ?? []), one]);
    }
    const made = [...classes].map(([to, ones]) => ({ to, classes: ones }));
    this.#steps[state] = made;
    return made;
  }

  #choicesOf(steps: readonly Step[]): Choices {
    const key = steps.map(({ classes }) => classes.join()).join(';');
    const known = this.#shared.get(key) ?? balanced(steps.map(({ classes }) => this.#shown(classes)));
    this.#shared.set(key, known);
    return known;
  }

  /** Characters that stand for classes, the simplest first. */
  #shown(classes: readonly number[]): string[] {
    const samples = classes.map((one) => this.#characters.samples(one));
    const plain = samples.flatMap((one) => one.plain).sort(bySimplicity);
    const printable = samples.flatMap((one) => one.printable).sort(bySimplicity);
    if (!this.#isPlain) return [...plain, ...printable, ...samples.flatMap((one) => one.unusual)];
    return plain.length > 0 ? plain : printable;
  }
}

/** All characters of the steps, the simplest first, and those of rare steps again. */
function balanced(steps: readonly (readonly string[])[]): Choices {
  const once = steps
    .flatMap((characters, step) => characters.map((character) => ({ step, character })))
    .sort((a, b) => bySimplicity(a.character, b.character));
  const share = Math.ceil(Math.max(...steps.map(({ length }) => length)) / LEAST_SHARE);
  const again = steps.flatMap((characters, step) =>
    Array.from({ length: Math.max(0, share - characters.length) }, (_, at) => ({
      step,
      character: characters[at % characters.length] ?? '',
    })),
  );
  const all = [...once, ...again];
  return { characters: all.map(({ character }) => character), steps: all.map(({ step }) => step) };
}

/** Letters before digits, capitals, signs and all else. */
export function bySimplicity(a: string, b: string): number {
  return rank(a) - rank(b);
}

function rank(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0x61 && code <= 0x7a) return code - 0x61;
  if (code >= 0x30 && code <= 0x39) return 26 + code - 0x30;
  if (code >= 0x41 && code <= 0x5a) return 36 + code - 0x41;
  if (code > 0x20 && code < 0x7f) return '-_.'.includes(character) ? 70 : 100 + code;
  return code === 0x20 ? 300 : 1000 + code;
}
