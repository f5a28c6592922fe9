/** ONNX Runtime as WebAssembly: in this process, on one thread, with a bound on its memory. */
import { ArtifactError } from '../../../errors.ts';
import { once } from '../../../once.ts';
import { loadPeer } from '../../../peer.ts';

export type Runtime = typeof import('onnxruntime-web');

/** Throws PeerError where the package is missing. */
export function loadRuntime(file: string): Promise<Runtime> {
  return loadPeer('an ONNX model needs', ['onnxruntime-web'], load, file);
}

const load = once(async () => {
  const runtime = await import('onnxruntime-web');
  // With more it would start workers, which a replay process may not.
  runtime.env.wasm.numThreads = 1;
  runtime.env.logLevel = 'fatal';
  return runtime;
});

export interface Session {
  readonly run: (feeds: Record<string, unknown>, wanted: readonly string[]) => Promise<Record<string, Tensor>>;
  readonly release: () => Promise<void>;
}

export interface Tensor {
  readonly dims: readonly number[];
  readonly data: ArrayLike<number | bigint | string>;
  readonly type: string;
}

/** @param external the files that hold some of the weights, by their path relative to the model's */
export async function openSession(
  runtime: Runtime,
  content: Uint8Array,
  external: ReadonlyMap<string, Uint8Array>,
  file: string,
): Promise<Session> {
  const session = await withinMemory(() =>
    runtime.InferenceSession.create(content, {
      executionProviders: ['wasm'],
      intraOpNumThreads: 1,
      logSeverityLevel: 4,
      externalData: Array.from(external, ([path, data]) => ({ path, data })),
    }),
  ).catch((cause: unknown) => {
    throw new ArtifactError([{ file, message: `the ONNX Runtime does not take the model: ${say(cause)}` }], { cause });
  });
  return {
    run: async (feeds, wanted) => (await session.run(feeds as never, [...wanted])) as never,
    release: () => session.release(),
  };
}

/** The library's message without its codes, and without the line of its source that wrote it and what that is a part of. */
function say(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : String(cause);
  return text
    .replace(/^.*ERROR_MESSAGE: /s, '')
    .replace(/^\S*onnxruntime\S*:\d+ (?:.*\[\w+ = [^\]]*\]|[^()]*\([^()]*\)(?: const)?) /s, '')
    .trim();
}

/** Pages of 64 KiB: 512 MiB, where the module would take 4 GiB. What a model asks beyond that it does not get. */
const MOST_PAGES = 8192;

interface Limits {
  readonly initial: number;
  readonly maximum?: number;
}

/** WebAssembly as far as it is changed here. */
type Assembly = { Memory: new (limits: Limits) => object };

/** WebAssembly's memory is not in the JavaScript heap that the process is given, so the module gets a bounded one. */
async function withinMemory<T>(work: () => Promise<T>): Promise<T> {
  const { WebAssembly: assembly } = globalThis as unknown as { readonly WebAssembly: Assembly };
  const { Memory } = assembly;
  assembly.Memory = class extends Memory {
    constructor(limits: Limits) {
      super({ ...limits, maximum: Math.min(limits.maximum ?? MOST_PAGES, MOST_PAGES) });
    }
  };
  try {
    return await work();
  } finally {
    assembly.Memory = Memory;
  }
}
