// Prints what failed and "N passed, N failed" from the JSON reports of test runners; fails where one failed, is missing
// or is empty.
import { readFileSync } from 'node:fs';

const MAX_MESSAGE = 2000;
const results = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, 'utf8')));
const sum = (member) => results.reduce((total, result) => total + result[member], 0);
const passed = sum('numPassedTests');
// A file that fails before its first test is a failure too.
const failed =
  sum('numFailedTests') + results.filter((result) => !result.success && result.numFailedTests === 0).length;

// Whoever sees only the end of a long log must learn what it was.
for (const file of results.flatMap((result) => result.testResults)) {
  const failures = file.assertionResults.filter(({ status }) => status === 'failed');
  if (file.status === 'failed' && failures.length === 0)
    process.stdout.write(`FAILED ${file.name}\n${file.message}\n`);
  for (const { fullName, failureMessages } of failures)
    process.stdout.write(
      `FAILED ${file.name}: ${fullName}\n${failureMessages.join('\n').slice(0, MAX_MESSAGE)}\n`,
    );
}

process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
