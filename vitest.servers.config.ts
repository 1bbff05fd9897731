import { defineConfig } from 'vitest/config';

/**
 * The four contracts on the hand-written servers and on their twins: a sample by `npm run test:servers`, all of it and what
 * compares two of them by `npm run prove:servers`, which takes long. `npm run test:runs` tries the same with less of each.
 */
export default defineConfig(({ mode }) => ({
  test: {
    include: [
      ...['test/products/**/*.test.ts', 'test/twin/**/*.test.ts'],
      ...(mode === 'whole' ? ['test/against/**/*.test.ts'] : []),
    ],
    env: { PROOF: mode === 'whole' ? 'whole' : 'sample' },
    maxWorkers: '100%',
    testTimeout: 240_000,
    hookTimeout: 60_000,
  },
}));
