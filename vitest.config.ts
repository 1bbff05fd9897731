import { configDefaults, defineConfig } from 'vitest/config';

/**
 * What `npm test` runs: the tests that stand beside the code, and of those in `test/` the ones that are done in a moment.
 * Whole runs against servers are `npm run test:runs`.
 */
export default defineConfig({
  test: {
    include: [
      '{model,contract,generators,plan,checks,targets,servers,engine,reports,runner,proof,suites,cli,bench}/**/*.test.ts',
      'test/*.test.ts',
      'test/{docs,generators,published-faults,servers}/**/*.test.ts',
    ],
    exclude: [...configDefaults.exclude, 'dist/**', '**/*.proof.test.ts'],
    // They change nothing that others see, and reading the modules anew for each took a third of the time.
    isolate: false,
    globalSetup: 'test/support/test-folder.ts',
    maxWorkers: '100%',
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
