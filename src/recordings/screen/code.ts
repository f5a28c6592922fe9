/** Starts the program that scans lines, with a memory of its own. */
import { MOST_PAGES, PAGES } from './pages.ts';
import { program } from './scan.generated.ts';

interface Constant {
  readonly value: number;
}

/** What the program offers; places in its memory are in bytes, and 0 is none. `assembly/layout.ts` says what the constants are. */
export interface Code {
  readonly RESULT: Constant;
  readonly STARTS: Constant;
  readonly ENDS: Constant;
  readonly INPUT: Constant;
  readonly LONGEST_INPUT: Constant;
  readonly LEFT: Constant;
  readonly MOST_SLOTS: Constant;
  readonly LONGEST_TIME: Constant;
  readonly ANSWERS: Constant;
  readonly ANSWER_BYTES: Constant;
  readonly BLOCK: Constant;
  readonly BLOCKS: Constant;
  readonly WEEKS: Constant;
  readonly MOST_WEEKS: Constant;
  readonly GREATEST: Constant;
  readonly FIRST: Constant;
  readonly LAST: Constant;
  newNode(slot: number, sees: number, seesNames: number, isTime: number): number;
  /** The name stands, in its quotes, at the beginning of the input. */
  addChild(parent: number, child: number, length: number): number;
  setRoot(node: number, slots: number): void;
  /** Whether keys are looked for, and whether what is left of a line without what nobody reads is written down. */
  setTasks(find: number, cut: number): void;
  /**
   * Whether lines are counted by week, then in spans of how many quarters of an hour since 1970 no week begins; and whether the times
   * of each answer are told apart. 0: there is no room.
   */
  setCounts(weeks: number, apart: number): number;
  /** Other lines are there. */
  begin(): void;
  scan(from: number): number;
  pass(from: number, until: number, most: number): number;
  /** 0: there is no room. So are those of the next two. */
  countFirst(answer: number, week: number, isTimed: number): number;
  countUnsure(week: number, value: number): number;
  learnWeek(week: number): void;
  forgetCounts(): void;
}

/** As it grows, its buffer becomes another, and the one before is empty. */
export interface Memory {
  readonly buffer: ArrayBuffer;
}

/** WebAssembly as far as it is used here: the library of Node's types has it only beside a browser's. */
interface Assembly {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Memory: new (limits: { initial: number; maximum: number }) => Memory;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Code };
}

let compiled: object | undefined;

/** Undefined where the system has no room for it, or no WebAssembly with vectors. */
export function start(): { readonly code: Code; readonly memory: Memory } | undefined {
  const { WebAssembly: assembly } = globalThis as unknown as { readonly WebAssembly: Assembly };
  try {
    compiled ??= new assembly.Module(Buffer.from(program, 'base64'));
    const memory = new assembly.Memory({ initial: PAGES, maximum: MOST_PAGES });
    return { code: new assembly.Instance(compiled, { env: { memory } }).exports, memory };
  } catch {
    return undefined;
  }
}
