/**
 * What V8 made of the built files while a check ran, as `npm run build` keeps it beside them: functions that a check calls need
 * not be parsed and compiled again in each process. Only the Node that made it can use it; any other compiles as always.
 *
 * The file is a line of JSON, then the bytes of each file's code, each at a multiple of eight bytes.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { Script } from 'node:vm';

/** The programs; what is kept depends on V8's flags, and replay processes have others. */
export type Program = 'cli' | 'replay';

/** By path of the built file, from their folder. */
export type Code = ReadonlyMap<string, Buffer>;

interface Head {
  readonly v8: string;
  readonly arch: string;
  /** Where the code of each file begins, after this line, and how many bytes it has. */
  readonly files: Readonly<Record<string, readonly [number, number]>>;
}

const ALIGNED = 8;
const NEWLINE = 10;

/** From the folder of the built files. */
export function codeFile(program: Program): string {
  return `${program}.code`;
}

/** Undefined where none is kept that can be read, or another Node's. */
export function readCode(path: string): Code | undefined {
  try {
    const bytes = readFileSync(path);
    const end = bytes.indexOf(NEWLINE) + 1;
    const { v8, arch, files }: Head = JSON.parse(bytes.toString('latin1', 0, end));
    if (v8 !== process.versions.v8 || arch !== process.arch) return undefined;
    const codes = bytes.subarray(aligned(end));
    return new Map(Object.entries(files).map(([name, [at, length]]) => [name, codes.subarray(at, at + length)]));
  } catch {
    return undefined;
  }
}

/** Whoever reads meanwhile finds the old file or the new one. */
export function writeCode(path: string, code: Code): void {
  const parts: Buffer[] = [];
  const files: Record<string, [number, number]> = {};
  let at = 0;
  for (const [name, bytes] of code) {
    files[name] = [at, bytes.length];
    const filled = aligned(bytes.length);
    parts.push(bytes, Buffer.alloc(filled - bytes.length));
    at += filled;
  }
  const head: Head = { v8: process.versions.v8, arch: process.arch, files };
  const line = Buffer.from(`${JSON.stringify(head)}\n`, 'latin1');
  const making = `${path}.${process.pid}`;
  writeFileSync(making, Buffer.concat([line, Buffer.alloc(aligned(line.length) - line.length), ...parts]));
  renameSync(making, path);
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / ALIGNED) * ALIGNED;
}

/** A built file's text, without `import()`, as Node wraps a CommonJS module. V8 takes `code` only for a text of the same length, and says so. */
export function compileModule(text: string, path: string, code: Buffer | undefined): Script {
  return new Script(`(function (exports, require, module, __filename, __dirname) {${text}\n})`, {
    filename: path,
    ...(code && { cachedData: code }),
  });
}
