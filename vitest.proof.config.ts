import { defineConfig } from 'vitest/config';

/** The whole proof on the hand-written servers, which takes several minutes: `npm run prove`. */
export default defineConfig({
  test: {
    include: ['test/products/**/*.test.ts'],
    env: { PROOF: 'whole' },
    testTimeout: 240_000,
    hookTimeout: 60_000,
  },
});
