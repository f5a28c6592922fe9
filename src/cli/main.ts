#!/usr/bin/env node
/** Starts the program `weir`. What it is made of is compiled once and kept, since a check should not wait for itself. */
import { enableCompileCache } from 'node:module';

enableCompileCache();
// Who stops reading what is printed, as head and less do, still gets a verdict and the reports.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
const { run } = await import('./program.ts');
const status = await run(process.argv);
// Once all is printed, nothing is worth waiting for, least of all that Node tidies up its memory.
process.stdout.write('', () => process.stderr.write('', () => process.exit(status)));
