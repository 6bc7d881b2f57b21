// Prints `tests: N passed, M failed` from vitest's JSON report. Exits with 1 when a test failed, when a
// test file could not be run, or when no test ran at all.
import { readFileSync } from 'node:fs';

let report;
try {
  report = JSON.parse(readFileSync(process.argv[2], 'utf8'));
} catch {
  report = {
    numPassedTests: 0,
    numFailedTests: 0,
    testResults: [{ status: 'failed', assertionResults: [] }],
  };
}
const { numPassedTests: passed, numFailedTests, testResults } = report;
// A file that fails to load has no tests of its own to count.
const unloaded = testResults.filter(
  ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
).length;
const failed = numFailedTests + unloaded;
console.log(`tests: ${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
