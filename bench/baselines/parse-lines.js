/**
 * What any replay of JSON Lines in Node must at least do: one thread that cuts a file into lines and parses each. Plain
 * JavaScript, so that no time goes into stripping types. Usage: node parse-lines.js FILE; prints the number of records.
 */
import { openSync, readSync } from 'node:fs';

const NEWLINE = 0x0a;

const [, , path = ''] = process.argv;
const descriptor = openSync(path, 'r');
const buffer = Buffer.allocUnsafeSlow(4 * 1024 * 1024);
let records = 0;
let kept = 0;
for (;;) {
  const got = readSync(descriptor, buffer, kept, buffer.length - kept, null);
  if (got === 0) break;
  const bytes = buffer.subarray(0, kept + got);
  let at = 0;
  for (let stop = bytes.indexOf(NEWLINE); stop !== -1; stop = bytes.indexOf(NEWLINE, at)) {
    JSON.parse(bytes.toString('utf8', at, stop));
    records += 1;
    at = stop + 1;
  }
  bytes.copy(buffer, 0, at);
  kept = bytes.length - at;
}
console.log(records);
