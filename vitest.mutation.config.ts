import { configDefaults, defineConfig } from 'vitest/config';

/** What `npm run mutate` lets judge the mutants of our own code: the tests that stand beside it. */
export default defineConfig({
  test: {
    include: ['{model,contract,generators,plan,checks}/**/*.test.ts'],
    exclude: [...configDefaults.exclude, 'dist/**', '.mutation/**'],
    isolate: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
