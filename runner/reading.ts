import type { Reading } from '../servers/twin/faults-in.ts';

export type { Reading };

/** How a twin may read what a contract leaves open. */
export const READINGS: readonly Reading[] = ['strict', 'lenient'];
