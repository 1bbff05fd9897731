import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

// Vitest begins with what it measured last time, or else with the largest files, and a list of departures is a small one:
// the last core would be at it alone for a minute.
const LONG = [
  'test/checks/',
  'test/twin/',
  'test/cli/',
  'test/products/',
  'test/golden/',
  'test/replay/',
  'test/against/',
  'test/safety/',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const found = LONG.findIndex((part) => moduleId.includes(`/${part}`));
      return found < 0 ? LONG.length : found;
    };
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
  }
}

/**
 * Whole runs, by the command line and in process, against servers that are right and servers that are not:
 * `npm run test:runs`. More of the four products' is `npm run test:servers`.
 */
export default defineConfig({
  test: {
    include: [
      'test/{against,checks,cli,corpus,golden,ledger,lists,nested,odd-servers,products,replay,safety,secrets,sequences,twin}/**/*.test.ts',
    ],
    exclude: ['**/*.proof.test.ts'],
    // Most of them wait for servers of their own; one worker for each core keeps two cores busy.
    globalSetup: 'test/support/test-folder.ts',
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
