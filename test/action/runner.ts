/**
 * GitHub's runner as far as a composite action meets it: inputs with their defaults, expressions in `env` alone, the files
 * for outputs and summary, `bash -eo pipefail`, and what it makes of lines that begin with `::`.
 */
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'yaml';
import { builtProgram } from '../built.ts';
import { temporaryFolder } from '../repository/fixture.ts';

const ROOT = join(import.meta.dirname, '../..');

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface ActionFile {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string; readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

export const action: ActionFile = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8'));

export interface Event {
  readonly name: string;
  readonly payload: unknown;
}

export interface Ran {
  readonly status: number;
  readonly log: string;
  /** What the runner obeyed. */
  readonly commands: readonly WorkflowCommand[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly workspace: string;
}

export interface WorkflowCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

export interface RunOptions {
  readonly inputs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** A folder that is looked through for programs before all others. */
  readonly programs?: string;
  /** Where the action lies; a checkout of it that is built, unless another is named. */
  readonly actionPath?: string;
}

/** Runs the action's scripts in a checkout, as a job with the default `GITHUB_TOKEN` would. */
export async function runAction(workspace: string, event: Event, options: RunOptions = {}): Promise<Ran> {
  const temp = temporaryFolder();
  const files = Object.fromEntries(['event.json', 'output', 'summary'].map((name) => [name, join(temp, name)]));
  writeFileSync(join(temp, 'event.json'), JSON.stringify(event.payload));
  const path = [options.programs, dirname(process.execPath), process.env.PATH].filter(Boolean).join(':');
  const env = {
    PATH: path,
    HOME: temp,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION_PATH: options.actionPath ?? builtAction(),
    GITHUB_EVENT_NAME: event.name,
    GITHUB_EVENT_PATH: files['event.json'],
    GITHUB_OUTPUT: files.output,
    GITHUB_STEP_SUMMARY: files.summary,
    GITHUB_WORKSPACE: workspace,
    RUNNER_TEMP: temp,
    ...options.env,
  };
  let log = '';
  let status = 0;
  for (const step of action.runs.steps) {
    if (step.run === undefined || status !== 0) continue;
    if (step.shell !== 'bash') throw new Error('a step of a composite action has to name its shell');
    const ran = await bash(step.run, workspace, { ...env, ...evaluated(step.env, options.inputs) }, temp);
    log += ran.log;
    status = ran.status;
  }
  return {
    status,
    log,
    commands: obeyed(log),
    outputs: readOutputs(join(temp, 'output')),
    summary: existsSync(join(temp, 'summary')) ? readFileSync(join(temp, 'summary'), 'utf8') : '',
    workspace,
  };
}

/** A checkout of the action with what `npm run build` would leave in it: the program. */
export function builtAction(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'dist/cli'), { recursive: true });
  cpSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
  const program = pathToFileURL(builtProgram());
  writeFileSync(join(folder, 'dist/cli/main.cjs'), `import(${JSON.stringify(program)});\n`);
  return folder;
}

/** `${{ inputs.name }}` and nothing else. */
function evaluated(env: Step['env'] = {}, given: RunOptions['inputs'] = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).map(([name, text]) => {
      const input = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(text)?.[1];
      const declared = input === undefined ? undefined : action.inputs[input];
      if (input === undefined || declared === undefined) throw new Error(`${name} is no input: ${text}`);
      return [name, given[input] ?? declared.default];
    }),
  );
}

function bash(
  script: string,
  cwd: string,
  env: NodeJS.ProcessEnv,
  temp: string,
): Promise<{ status: number; log: string }> {
  const file = join(temp, 'script.sh');
  writeFileSync(file, script);
  return new Promise((resolve) => {
    execFile('bash', ['--noprofile', '--norc', '-eo', 'pipefail', file], { cwd, env }, (error, stdout, stderr) => {
      resolve({ status: typeof error?.code === 'number' ? error.code : 0, log: stdout + stderr });
    });
  });
}

/** Blanks before `::` do not hide a command from the runner; after `stop-commands` only the token is one. */
function obeyed(log: string): WorkflowCommand[] {
  const commands: WorkflowCommand[] = [];
  let token: string | undefined;
  for (const line of log.split(/\r?\n/)) {
    const match = /^\s*::([\w-]+)(?: ([^:]*(?:%3A[^:]*)*))?::(.*)$/.exec(line);
    const [, name = '', properties = '', message = ''] = match ?? [];
    if (!match) continue;
    if (token !== undefined) {
      if (name === token) token = undefined;
    } else if (name === 'stop-commands') token = message;
    else commands.push({ name, properties: readProperties(properties), message: unescaped(message) });
  }
  return commands;
}

function readProperties(text: string): Record<string, string> {
  const pairs = text.split(',').filter(Boolean);
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      return [pair.slice(0, at), unescaped(pair.slice(at + 1))];
    }),
  );
}

function unescaped(text: string): string {
  return text.replace(/%(3A|2C|0D|0A|25)/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

function readOutputs(path: string): Record<string, string> {
  if (!existsSync(path)) return {};
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}
