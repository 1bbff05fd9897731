import { type Budget, Unserved } from './unserved.ts';

/** A deterministic automaton as a table: state 0 is the first, a row has a state for each class of characters. */
export interface Automaton {
  readonly states: number;
  readonly width: number;
  /** -1 where no word goes on. */
  readonly next: Int32Array;
  readonly accepts: Uint8Array;
}

const MOST_STATES = 20_000;

/** What a table is made from: states of any kind, each with a key that tells it from others. */
export interface Explorer<S> {
  readonly start: S;
  key(state: S): string;
  accepts(state: S): boolean;
  /** Undefined where no word goes on. */
  step(state: S, one: number): S | undefined;
}

/** Visits all states and writes them down. */
export function tabulate<S>(explorer: Explorer<S>, width: number, budget: Budget): Automaton {
  const numbers = new Map<string, number>([[explorer.key(explorer.start), 0]]);
  const states: S[] = [explorer.start];
  const next: number[] = [];
  for (let at = 0; at < states.length; at++) {
    const state = states[at] as S;
    budget.spend(width);
    for (let one = 0; one < width; one++) {
      const to = explorer.step(state, one);
      if (to === undefined) {
        next.push(-1);
        continue;
      }
      const key = explorer.key(to);
      let number = numbers.get(key);
      if (number === undefined) {
        number = states.push(to) - 1;
        if (number >= MOST_STATES) throw new Unserved('its automaton is too large', true);
        numbers.set(key, number);
      }
      next.push(number);
    }
  }
  const accepts = Uint8Array.from(states, (state) => (explorer.accepts(state) ? 1 : 0));
  return trimmed({ states: states.length, width, next: Int32Array.from(next), accepts });
}

/** The words that an automaton does not accept. */
export function complement({ states, width, next, accepts }: Automaton): Automaton {
  const full = new Int32Array((states + 1) * width).fill(states);
  for (let at = 0; at < states * width; at++) full[at] = (next[at] ?? -1) < 0 ? states : (next[at] ?? 0);
  const turned = new Uint8Array(states + 1).fill(1);
  for (let state = 0; state < states; state++) turned[state] = accepts[state] ? 0 : 1;
  return trimmed({ states: states + 1, width, next: full, accepts: turned });
}

/** The words that both accept. */
export function intersection(a: Automaton, b: Automaton, budget: Budget): Automaton {
  const { width } = a;
  return tabulate<number>(
    {
      start: 0,
      key: String,
      accepts: (pair) =>
        (a.accepts[Math.floor(pair / b.states)] ?? 0) + (b.accepts[pair % b.states] ?? 0) === 2,
      step: (pair, one) => {
        const left = a.next[Math.floor(pair / b.states) * width + one] ?? -1;
        const right = b.next[(pair % b.states) * width + one] ?? -1;
        return left < 0 || right < 0 ? undefined : left * b.states + right;
      },
    },
    width,
    budget,
  );
}

/** All words. */
export function everything(width: number): Automaton {
  return { states: 1, width, next: new Int32Array(width), accepts: Uint8Array.of(1) };
}

/** Without the states from which no word is accepted. */
function trimmed({ states, width, next, accepts }: Automaton): Automaton {
  const isAlive = alive({ states, width, next, accepts });
  const names = new Int32Array(states).fill(-1);
  let count = 1;
  names[0] = 0;
  for (let state = 1; state < states; state++) if (isAlive[state]) names[state] = count++;
  const rows = new Int32Array(count * width).fill(-1);
  const ends = new Uint8Array(count);
  for (let state = 0; state < states; state++) {
    const name = names[state] ?? -1;
    if (name < 0) continue;
    ends[name] = accepts[state] ?? 0;
    for (let one = 0; one < width; one++) {
      const to = next[state * width + one] ?? -1;
      if (to >= 0 && isAlive[to]) rows[name * width + one] = names[to] ?? -1;
    }
  }
  return { states: count, width, next: rows, accepts: ends };
}

function alive({ states, width, next, accepts }: Automaton): Uint8Array {
  const before: number[][] = Array.from({ length: states }, () => []);
  for (let state = 0; state < states; state++) {
    let last = -1;
    for (let one = 0; one < width; one++) {
      const to = next[state * width + one] ?? -1;
      if (to >= 0 && to !== last) before[to]?.push(state);
      last = to;
    }
  }
  const isAlive = Uint8Array.from(accepts);
  const queue = Array.from({ length: states }, (_, state) => state).filter((state) => isAlive[state]);
  for (let state = queue.pop(); state !== undefined; state = queue.pop()) {
    for (const from of before[state] ?? []) {
      if (isAlive[from]) continue;
      isAlive[from] = 1;
      queue.push(from);
    }
  }
  return isAlive;
}
