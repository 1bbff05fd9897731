import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

// Runs against servers, the longest first. Vitest begins with what it measured last time, or else with the largest files,
// and a list of departures is a small one: the last core would be at it alone for a minute.
const LONG = [
  'test/checks/',
  'test/twin/',
  'test/cli/',
  'test/products/',
  'test/golden/',
  'test/replay/',
  'test/against/',
  'test/published-faults/',
  'test/safety/',
  'engine/ceiling',
  'plan/',
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

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', 'dist/**', '**/*.proof.test.ts', 'test/browser/**'],
    // Most of them wait for servers of their own; one worker for each core keeps two cores busy.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
});
