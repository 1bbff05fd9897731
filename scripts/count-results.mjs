// Prints "N passed, N failed" from the JSON reports of test runners; fails where one failed, is missing or is empty.
import { readFileSync } from 'node:fs';

const results = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, 'utf8')));
const sum = (member) => results.reduce((total, result) => total + result[member], 0);
const passed = sum('numPassedTests');
// A file that fails before its first test is a failure too.
const failed =
  sum('numFailedTests') + results.filter((result) => !result.success && result.numFailedTests === 0).length;

process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
