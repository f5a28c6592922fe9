/** Starts the program `weir`. What it is made of is compiled once and kept, since a check should not wait for itself. */
import { enableCompileCache } from 'node:module';
import { useCode } from '../code-cache/use.ts';

useCode('cli');
// What is not built here, or by another Node.
enableCompileCache();
// Who stops reading what is printed, as head and less do, still gets a verdict and the reports.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
void main();

async function main(): Promise<void> {
  const begun = process.argv[2] === 'check' ? (await import('./begin-check.ts')).beginCheck() : undefined;
  const { run } = await import('./program.ts');
  const status = await run(process.argv, begun);
  // A check has given it back; one that was never made, for a mistake in its options, has not.
  await begun?.resources.disposeAsync();
  // Once all is printed, nothing is worth waiting for, least of all that Node tidies up its memory.
  process.stdout.write('', () => process.stderr.write('', () => process.exit(status)));
}
