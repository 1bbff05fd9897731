import { configDefaults, defineConfig } from 'vitest/config';

/** What judges the mutants of a folder of ours: the tests that stand in it. */
export default defineConfig({
  test: {
    include: [`${process.env['MUTATED'] ?? '{model,contract,plan,checks,generators}'}/**/*.test.ts`],
    exclude: configDefaults.exclude,
    isolate: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
