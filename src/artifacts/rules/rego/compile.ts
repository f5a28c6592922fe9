/** Makes a stage of a compiled policy. */
import { compileRead } from '../../../document/pointer.ts';
import { nearest } from '../../../nearest.ts';
import { loadPeer } from '../../../peer.ts';
import { asking, toLine, type Wording } from '../../asking.ts';
import type { Artifact, Beside, Document, Outcome, Stage } from '../../engine.ts';
import type { Ask } from '../../outside.ts';
import { builtinsFrom, Unrecorded } from './builtins.ts';
import { contentsOf, refused } from './bundle.ts';
import { dataOf } from './data.ts';
import { hintOf, isSource } from './source.ts';
import { toBuffer } from './to-buffer.ts';

/** Pages of 64 KB: what a policy may use beside the heap of the process. */
const PAGES = { initial: 5, maximum: 4096 };

/** Throws ArtifactError for what is no policy, or has not the entrypoint that weir.yml names. */
export async function compile(artifact: Artifact, ask?: Ask): Promise<Stage> {
  if (isSource(artifact.path)) return ask ? asked(artifact, ask) : uncompiled(artifact);
  const file = artifact.path;
  const contents = contentsOf(artifact);
  const data = dataOf(contents);
  const load = () => import('@open-policy-agent/opa-wasm');
  const opa = await loadPeer('a policy in Rego needs', ['@open-policy-agent/opa-wasm'], load, file);
  const module = contents.get('policy.wasm') ?? new Uint8Array();
  let cache: unknown;
  let params: unknown;
  const open = async () => {
    const policy = await opa.loadPolicy(
      new Uint8Array(module),
      PAGES,
      builtinsFrom(() => cache),
    );
    policy.setData(params === undefined ? data : { ...data, params });
    return policy;
  };
  let policy = await open().catch((cause: unknown) => {
    const [why] = String(cause instanceof Error ? cause.message : cause).split('\n');
    throw refused(file, `no policy of OPA: ${why}`);
  });
  const entrypoint = entrypointOf(artifact, Object.keys(policy.entrypoints));
  const [readRequest, readCache] = [read(artifact, 'request'), read(artifact, 'builtins')];
  return {
    async run(batch, beside: Beside = {}) {
      if (beside.params !== params) {
        params = beside.params;
        policy = await open();
      }
      const outcomes: Outcome[] = [];
      for (const document of batch) {
        const outcome = evaluate(document);
        outcomes.push(outcome);
        // The policy's memory is left in whatever state the error met it: the next document gets a new one.
        if (outcome.outcome !== 'ok') policy = await open();
      }
      return outcomes;
    },
  };

  function evaluate(document: Document): Outcome {
    cache = readCache?.(document);
    try {
      const input = toBuffer(readRequest ? readRequest(document) : document);
      return { outcome: 'ok', value: resultOf(policy.evaluate(input, entrypoint)) };
    } catch (error) {
      if (error instanceof Unrecorded) return { outcome: 'unreplayable', reason: error.message };
      return { outcome: 'failed', reason: explain(error) };
    }
  }
}

/** Throws ArtifactError. */
function entrypointOf({ path, options }: Artifact, names: readonly string[]): string {
  const [only, another] = names;
  const named = options?.entrypoint;
  if (typeof named === 'string' && names.includes(named)) return named;
  if (named === undefined && only !== undefined && another === undefined) return only;
  const problem =
    named === undefined
      ? refused(path, `${names.length} entrypoints`, `\`entrypoint\` in its step, one of ${names.join(', ')}`)
      : refused(
          path,
          `no entrypoint ${named}`,
          `one of ${names.join(', ')}; did you mean ${nearest(String(named), names) ?? only}?`,
        );
  throw problem;
}

function read({ options }: Artifact, name: string): ((document: unknown) => unknown) | undefined {
  const pointer = options?.[name];
  return typeof pointer === 'string' ? compileRead(pointer) : undefined;
}

/** Of a rule that is undefined for the input there is no result. */
function resultOf(results: unknown): unknown {
  const [first] = Array.isArray(results) ? results : [];
  return typeof first === 'object' && first !== null && 'result' in first ? first.result : null;
}

/** Messages of a policy may hold what a record holds, but for what its binary has not. */
function explain(error: unknown): string {
  const said = typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : '';
  if (said.startsWith('not implemented'))
    return `the policy calls a builtin that is not there: ${said.split(': ').at(-1)}`;
  return error instanceof Error
    ? 'the policy broke, or used more memory than it may'
    : 'the policy broke with an error of its own';
}

/** Sources are run by opa itself, outside. */
function asked(artifact: Artifact, ask: Ask): Stage {
  const readRequest = read(artifact, 'request');
  const wording: Wording = {
    request: (document, beside) => toLine({ input: readRequest ? readRequest(document) : document }, beside),
    read: (answer) => ({ outcome: 'ok', value: JSON.parse(answer) }),
    unsaid: 'the document is nested too deeply for JSON',
    unread: 'opa answered with no JSON',
  };
  return asking(wording, ask);
}

/** Where nobody runs opa they are only compared. */
function uncompiled(artifact: Artifact): Stage {
  const reason = hintOf(artifact);
  return { run: (batch) => batch.map(() => ({ outcome: 'unreplayable', reason })) };
}
