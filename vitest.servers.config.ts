import { defineConfig } from 'vitest/config';

/** The four contracts on the hand-written servers in full, which takes several minutes: `npm run prove:servers`. */
export default defineConfig({
  test: {
    include: ['test/products/**/*.test.ts', 'test/against/**/*.test.ts'],
    env: { PROOF: 'whole' },
    testTimeout: 240_000,
    hookTimeout: 60_000,
  },
});
