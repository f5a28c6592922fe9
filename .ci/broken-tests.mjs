// Says again, where a log ends, which tests broke and why: logs are read from their end, and often cut at the start.
//   node .ci/broken-tests.mjs <vitest.json> <what vitest printed>
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

const [results, printed] = process.argv.slice(2);
const linesOfAFailure = 25;
const indented = (text) =>
  text
    .trim()
    .split('\n')
    .slice(0, linesOfAFailure)
    .map((line) => `    ${line}`)
    .join('\n');

const files = existsSync(results) ? JSON.parse(readFileSync(results, 'utf8')).testResults : [];
for (const { name, message, status, assertionResults } of files) {
  const failed = assertionResults.filter((test) => test.status === 'failed');
  if (status !== 'failed' && failed.length === 0) continue;
  console.log(`  ${relative('.', name)}`);
  // A file that could not be loaded or prepared has no test that failed.
  if (failed.length === 0) console.log(indented(message || 'could not be run'));
  for (const test of failed) console.log(`  ✗ ${test.fullName}\n${indented(test.failureMessages.join('\n'))}`);
}

// Errors that no test waited for are in what was printed alone.
const lines = stripVTControlCharacters(readFileSync(printed, 'utf8')).split('\n');
const unhandled = lines.findIndex((line) => /Unhandled (Error|Rejection)/.test(line));
if (unhandled !== -1) console.log(indented(lines.slice(unhandled).join('\n')));
