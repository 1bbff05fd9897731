import { defineConfig } from 'vitest/config';

/** The generators and their bench held against two validators, 1,000 values each: `npm run test:generators`. */
export default defineConfig({
  test: {
    include: ['generators/**/*.proof.test.ts', 'bench/**/*.proof.test.ts'],
    maxWorkers: '100%',
    testTimeout: 240_000,
  },
});
