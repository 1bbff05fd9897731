import { defineConfig } from 'vitest/config';

/**
 * Runs against servers that keep state, with many seeds, and runs that are killed: a sample by `npm run test:state`,
 * all of it by `npm run prove:state`, which takes one to three hours on two cores.
 */
export default defineConfig(({ mode }) => ({
  test: {
    include: ['test/state/*.proof.test.ts'],
    env: { PROOF: mode === 'whole' ? 'whole' : 'sample' },
    maxWorkers: '100%',
    testTimeout: 7_200_000,
    hookTimeout: 60_000,
  },
}));
