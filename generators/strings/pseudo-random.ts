import type { Draw } from './spelling.ts';

/** Words drawn before the first that counts, so that close seeds go far apart. */
const WARM_UP = 12;
const WORD = 4_294_967_296;

/**
 * The same choices for the same seed, by Chris Doty-Humphrey's sfc32 (PractRand), at a few nanoseconds each. The
 * bias of scaling a 32-bit word to bounds as small as those of choices is beyond notice.
 */
export function pseudoRandom(seed: number): Draw {
  let [a, b, c, counter] = [seed | 0, 0, 0x9e3779b9 | 0, 1];
  const word = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let at = 0; at < WARM_UP; at++) word();
  return (bound) => Math.floor((word() / WORD) * (bound + 1));
}
