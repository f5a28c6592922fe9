/** Compiles the scanner of recorded lines, which is written in AssemblyScript, to WebAssembly. */
import { Buffer } from 'node:buffer';
import asc from 'assemblyscript/asc';

export const SCANNER = 'src/recordings/screen/assembly/scan.ts';

/** 64 kB each: as many as `assembly/layout.ts` shares out. */
const PAGES = 43 * 16;

/** The text of a module that holds the program as Base64. Throws where it does not compile. */
export async function compileScanner(): Promise<string> {
  let module: Uint8Array | undefined;
  const options = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--memoryBase', '0'];
  const memory = ['--importMemory', '--initialMemory', String(PAGES), '--maximumMemory', String(PAGES)];
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
