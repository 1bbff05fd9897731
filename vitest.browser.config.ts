import { defineConfig } from 'vitest/config';

const INCLUDED: Readonly<Record<string, string>> = {
  // `npm run bench:report`
  bench: 'test/browser/**/*.bench.test.ts',
  // `npm run pictures`
  pictures: 'test/browser/**/*.pictures.test.ts',
};

/** Tests that need Debian's Chromium: `vitest run --config vitest.browser.config.ts`. */
export default defineConfig(({ mode }) => ({
  test: {
    include: [INCLUDED[mode] ?? 'test/browser/**/*.browser.test.ts'],
    testTimeout: mode in INCLUDED ? 600_000 : 60_000,
    hookTimeout: 60_000,
  },
}));
