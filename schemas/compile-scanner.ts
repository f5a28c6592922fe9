/** Compiles the scanner of recorded lines, which is written in AssemblyScript, to WebAssembly. */
import { Buffer } from 'node:buffer';
import asc from 'assemblyscript/asc';
import { MOST_PAGES, PAGES } from '../src/recordings/screen/pages.ts';

export const SCANNER = 'src/recordings/screen/assembly/pass.ts';

/** The text of a module that holds the program as Base64. Throws where it does not compile. */
export async function compileScanner(): Promise<string> {
  let module: Uint8Array | undefined;
  const options = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--memoryBase', '0'];
  const memory = ['--importMemory', '--initialMemory', String(PAGES), '--maximumMemory', String(MOST_PAGES)];
  const { error, stderr } = await asc.main([SCANNER, ...options, ...memory, '--outFile', 'scan.wasm'], {
    writeFile(_name, contents) {
      module = Buffer.from(contents);
    },
  });
  if (error || !module) throw new Error(`${SCANNER} does not compile: ${stderr.toString()}`);
  return [
    `/** Generated from ${SCANNER} by \`npm run generate\`; change that instead. */`,
    '',
    '/** A module of WebAssembly, as Base64. */',
    `export const program: string = '${Buffer.from(module).toString('base64')}';`,
    '',
  ].join('\n');
}
