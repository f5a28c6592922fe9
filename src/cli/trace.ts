/** `weir trace`: what every step read and answered for one record, at base and at head. */
import { Command } from 'commander';
import type { ArtifactChanges } from '../artifacts/artifact-changes.ts';
import { byBase } from '../assessment/both-ways.ts';
import { apartReasons } from '../assessment/settle.ts';
import type { PipelineConfig } from '../config/config.ts';
import { withStepsAtHead } from '../config/joined-steps.ts';
import { withFilesAtHead } from '../config/moved-files.ts';
import { locating, UsageError } from '../errors.ts';
import { tracePipelines } from '../replay/trace/trace-pipelines.ts';
import { createPaint } from '../report/terminal/paint.ts';
import { atLeastOne, collect } from './parse-option.ts';
import { openRevisions } from './revisions.ts';
import { type OutsideOptions, surroundingsOf } from './surroundings.ts';
import { renderTrace } from './trace/render.ts';
import { wantsColour } from './wants-colour.ts';
import { openWorkspace, type WorkspaceOptions } from './workspace.ts';

interface TraceOptions extends WorkspaceOptions, OutsideOptions {
  readonly record: number;
  readonly show?: boolean;
}

export function traceCommand(): Command {
  return new Command('trace')
    .description('show what every step read and answered for one record, at base and at head')
    .requiredOption('--record <n>', 'which record of the recording, from 1', atLeastOne)
    .option('--pipeline <name>', 'of this pipeline only; may be repeated (default: those the change reaches)', collect)
    .option('--repo <dir>', 'the repository', '.')
    .option('--base <rev>', 'what to compare with (default: the merge base with the default branch)')
    .option('--head <rev>', 'the change (default: the working tree)')
    .option('--trunk <rev>', 'where weir.yml and recordings are read (default: base)')
    .option('--with <clone>', 'another repository that weir.yml names, owner/name=directory; may be repeated', collect)
    .option('--config <file>', 'a weir.yml to go by, instead of that of base')
    .option('--allow-programs', 'run the programs that weir.yml names, of base and of head, on this machine')
    .option('--deployment <url>', 'where head is deployed, for endpoints whose head is the deployment')
    .option('--show', 'print although stdout is no terminal: the record then stands in that file or log')
    .action(run);
}

/** Throws WeirErrors. */
async function run(options: TraceOptions): Promise<void> {
  assertPrivate(options);
  await using workspace = await openWorkspace(options, await openRevisions(options));
  const { base, head, judging, pipelines } = workspace;
  const weirYml = new Map([[judging.config.path, judging.config.text]]);
  const moved = withFilesAtHead(pipelines, judging.proposed);
  const question = {
    pipelines: judging.isSameText ? moved : withStepsAtHead(moved, judging.proposed, judging.before),
    runnable,
    record: options.record,
    renames: () => workspace.renames(),
    recording: workspace.recording,
    outside: surroundingsOf(options, process.env, {
      from: judging.from,
      jobs: 1,
      say: (text) => void process.stderr.write(text),
    }),
  };
  const traces = await locating(weirYml, undefined, () => tracePipelines(base, head, question));
  const width = Math.max(40, Math.min(100, process.stdout.columns ?? 80));
  const page = { width, paint: createPaint(wantsColour()) };
  const pages = traces.map((one) => renderTrace(one, options.record, page).join('\n'));
  process.stdout.write(`${pages.join('\n\n')}\n`);
}

/** Each side by its own steps, as a check replays them; by base's on both, where base alone says what may be run. */
function runnable(pipeline: PipelineConfig, changes: ArtifactChanges) {
  const reasons = apartReasons(pipeline, changes, false);
  if (reasons.length === 0) return { pipeline, notes: [] };
  return { pipeline: byBase(pipeline, changes), notes: [`by base's steps on both sides: ${reasons.join('; ')}`] };
}

/** Records are somebody's: what is printed into a log or a file stays there. */
function assertPrivate({ show }: TraceOptions): void {
  const [isTerminal, isCI] = [process.stdout.isTTY, Boolean(process.env.CI)];
  if (show || (isTerminal && !isCI)) return;
  throw new UsageError([
    {
      message: 'a trace shows a raw record, and would stay where it is printed',
      found: isCI ? 'a CI job (the variable CI is set)' : 'stdout that is no terminal',
      expected: 'a terminal, or --show to print it all the same',
    },
  ]);
}
