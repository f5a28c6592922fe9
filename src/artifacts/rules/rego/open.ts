/**
 * Runs a policy's source by the `opa` on the PATH, for a replay that may run programs: `opa exec` on a folder of inputs
 * (https://www.openpolicyagent.org/docs/cli#exec), which answers with a list of results and errors by path.
 */
import { type ExecFileException, execFile } from 'node:child_process';
import { access, constants, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, delimiter, join } from 'node:path';
import { ArtifactError } from '../../../errors.ts';
import { textIn } from '../../content.ts';
import type { Artifact } from '../../engine.ts';
import { type Answer, type Carrier, refusing, type Surroundings, type VersionSide } from '../../outside.ts';
import { hintOf, isSource, questionOf } from './source.ts';

const OPA = 'opa';
/** Inputs of one run of it. */
const MOST = 500;
/** Milliseconds for them, and characters of its answer. */
const TIMEOUT = 60_000;
const MOST_CHARACTERS = 256 * 1024 * 1024;

export async function open(
  artifact: Artifact,
  _side: VersionSide,
  { noPrograms, environment }: Surroundings,
): Promise<Carrier> {
  if (!isSource(artifact.path)) return refusing(`${artifact.path} is no source of Rego`);
  const { PATH = '' } = environment;
  if (noPrograms !== undefined || !(await isOnPath(OPA, PATH))) return refusing(hintOf(artifact));
  const folder = await mkdtemp(join(tmpdir(), 'weir-rego-'));
  const opa = new Opa(artifact, folder, PATH);
  return {
    ask: (requests, { signal } = {}) => opa.ask(requests, signal),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

async function isOnPath(program: string, path: string): Promise<boolean> {
  for (const folder of path.split(delimiter)) {
    const found = await access(join(folder, program), constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return true;
  }
  return false;
}

class Opa {
  readonly #artifact: Artifact;
  readonly #folder: string;
  readonly #path: string;
  #runs = 0;

  constructor(artifact: Artifact, folder: string, path: string) {
    this.#artifact = artifact;
    this.#folder = folder;
    this.#path = path;
  }

  async ask(requests: readonly string[], signal: AbortSignal | undefined): Promise<readonly Answer[]> {
    const answers: Answer[] = [];
    for (let start = 0; start < requests.length; start += MOST)
      answers.push(...(await this.#run(requests.slice(start, start + MOST), signal)));
    return answers;
  }

  /** All of a batch have the same params, which stand at `data.params`. */
  async #run(requests: readonly string[], signal: AbortSignal | undefined): Promise<readonly Answer[]> {
    this.#runs += 1;
    const own = join(this.#folder, `run-${this.#runs}`);
    const [policy, inputs] = [join(own, 'policy'), join(own, 'inputs')];
    await mkdir(policy, { recursive: true });
    await mkdir(inputs);
    const parsed = requests.map(
      (request) => JSON.parse(request) as { readonly input: unknown; readonly params?: unknown },
    );
    const [first] = parsed;
    await writeFile(join(policy, basename(this.#artifact.path)), textIn(this.#artifact, this.#artifact.path));
    if (first?.params !== undefined)
      await writeFile(join(policy, 'data.json'), JSON.stringify({ params: first.params }));
    for (const [index, { input }] of parsed.entries())
      await writeFile(join(inputs, nameOf(index)), JSON.stringify(input));
    const said = await this.#exec(policy, inputs, signal);
    await rm(own, { recursive: true, force: true });
    const results = new Map(resultsIn(said).map((result) => [basename(result.path), result]));
    return parsed.map((_, index) => answerOf(results.get(nameOf(index))));
  }

  /** What it prints. Throws ArtifactError where it does not take the policy. */
  async #exec(policy: string, inputs: string, signal: AbortSignal | undefined): Promise<string> {
    const args = ['exec', '--format', 'json', '--bundle', policy, '--decision', questionOf(this.#artifact), inputs];
    const options = {
      env: { PATH: this.#path },
      timeout: TIMEOUT,
      maxBuffer: MOST_CHARACTERS,
      ...(signal && { signal }),
    };
    return new Promise((resolve, reject) => {
      execFile(OPA, args, options, (error, stdout, stderr) => {
        if (error === null || stdout.trim() !== '') resolve(stdout);
        else reject(notTaken(this.#artifact.path, error, stderr));
      });
    });
  }
}

/** Of its words only the last, in which it says what is wrong with the policy. */
function notTaken(file: string, { killed }: ExecFileException, stderr: string): ArtifactError {
  const found = stderr.trim().split('\n').at(-1);
  const message = killed ? `opa did not answer within ${TIMEOUT / 1000} s` : 'opa does not take this policy';
  return new ArtifactError([{ file, message, ...(found && { found: found.slice(0, 500) }) }]);
}

function nameOf(index: number): string {
  return `${String(index).padStart(6, '0')}.json`;
}

interface Result {
  readonly path: string;
  readonly result?: unknown;
  readonly error?: { readonly code?: unknown };
}

function resultsIn(said: string): readonly Result[] {
  try {
    const { result } = JSON.parse(said) as { readonly result?: unknown };
    return Array.isArray(result) ? result.filter((one) => typeof one?.path === 'string') : [];
  } catch {
    return [];
  }
}

/** Where the rule is undefined for the input there is no result. Messages may hold what a record holds. */
function answerOf(found: Result | undefined): Answer {
  if (found === undefined) return { outcome: 'failed', reason: 'opa did not answer for this record' };
  const { error, result } = found;
  if (error === undefined) return JSON.stringify(result ?? null);
  if (error.code === 'opa_undefined_error') return 'null';
  const code = typeof error.code === 'string' && /^\w{1,60}$/.test(error.code) ? ` (${error.code})` : '';
  return { outcome: 'failed', reason: `the policy broke${code}` };
}
