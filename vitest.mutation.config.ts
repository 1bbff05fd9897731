import { configDefaults, defineConfig } from 'vitest/config';

/**
 * What judges the mutants of a folder of ours: the tests that stand in it, compiled, so that Node reads them and what they
 * import by itself. Else most of the time of a mutant would go into that.
 */
export default defineConfig({
  test: {
    include: [`${process.env['MUTATED'] ?? '{model,contract,plan,checks,generators}'}/**/*.test.js`],
    exclude: configDefaults.exclude,
    isolate: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    server: { deps: { external: [/\/\.mutation\/sandbox/] } },
  },
});
