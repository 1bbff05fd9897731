import { defineConfig } from 'vitest/config';

/** Every check kills a mutant of some twin: `npm run test:proof`. */
export default defineConfig({
  test: {
    include: ['test/proof/**/*.proof.test.ts'],
    globalSetup: 'test/support/test-folder.ts',
    maxWorkers: '100%',
    testTimeout: 240_000,
    hookTimeout: 600_000,
  },
});
