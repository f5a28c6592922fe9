/**
 * `npm run demo`: four pull requests to `examples/flights`, each checked against three million recorded flights by the
 * GitHub App; one to a schema that two other repositories read (`examples/upstreams`); and what `weir monitor` says of the first, four weeks after its merge. Ends with status 1 if a verdict is not the expected one, and with 130 when it is interrupted.
 */
import { parseArgs } from 'node:util';
import { print } from './terminal/screen.ts';

const HELP = `npm run demo                      five pull requests, checked by the App on an emulated GitHub
npm run demo -- --keep            the same, and both servers go on until Ctrl-C
npm run demo -- --command-line    the same pull requests without GitHub, by weir check`;

const { values } = parseArgs({
  options: { keep: { type: 'boolean' }, 'command-line': { type: 'boolean' }, help: { type: 'boolean' } },
});

if (values.help) print(HELP);
else process.exit(await run());

async function run(): Promise<number> {
  if (values['command-line']) {
    const { demonstrateCommandLine } = await import('./command-line.ts');
    return demonstrateCommandLine() ? 0 : 1;
  }
  const { demonstrateApp } = await import('./app.ts');
  return demonstrateApp({ keep: values.keep === true });
}
