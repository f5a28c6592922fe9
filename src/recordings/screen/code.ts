/** Starts the program that scans lines, with a memory of its own. */
import { program } from './scan.generated.ts';

/** What the program offers; places in its memory are in bytes, and 0 is none. */
export interface Code {
  newNode(slot: number, sees: number, seesNames: number, isTime: number): number;
  /** The name stands, in its quotes, at the beginning of the input. */
  addChild(parent: number, child: number, length: number): number;
  setRoot(node: number, slots: number): void;
  scan(from: number): number;
}

/** Of 64 kB, as `assembly/layout.ts` has them. Only what is used takes memory. */
const PAGES = 43 * 16;

/** WebAssembly as far as it is used here: the library of Node's types has it only beside a browser's. */
interface Assembly {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Memory: new (limits: { initial: number; maximum: number }) => { readonly buffer: ArrayBuffer };
  readonly Instance: new (module: object, imports: object) => { readonly exports: Code };
}

let compiled: object | undefined;

/** Undefined where the system has no room for it, or no WebAssembly with vectors. */
export function start(): { readonly code: Code; readonly memory: ArrayBuffer } | undefined {
  const { WebAssembly: assembly } = globalThis as unknown as { readonly WebAssembly: Assembly };
  try {
    compiled ??= new assembly.Module(Buffer.from(program, 'base64'));
    const memory = new assembly.Memory({ initial: PAGES, maximum: PAGES });
    return { code: new assembly.Instance(compiled, { env: { memory } }).exports, memory: memory.buffer };
  } catch {
    return undefined;
  }
}
