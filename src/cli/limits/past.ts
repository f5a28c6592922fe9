/** What merges of the past did to the pipelines as weir.yml has them now. */
import { lineage } from '../../artifacts/artifact-changes.ts';
import { assess } from '../../assess.ts';
import type { Config, PipelineConfig, RecordingConfig } from '../../config/config.ts';
import { fileOf } from '../../document/part.ts';
import { WeirError } from '../../errors.ts';
import type { RecordingFile } from '../../recordings/reader.ts';
import type { Measure, PipelineReport } from '../../report/report.generated.ts';
import { fields, gitIn } from '../../repository/git.ts';
import type { LocalRepository } from '../../repository/local.ts';
import type { Snapshot } from '../../repository/snapshot.ts';
import type { Upstreams } from '../upstreams.ts';

export interface Merge {
  readonly commit: string;
  /** Its first line. */
  readonly subject: string;
}

/** One measure of one pipeline in one merge. */
export interface Moved {
  readonly pipeline: string;
  /** As a limit names it: `tier.changed`. */
  readonly key: string;
  readonly measure: Measure;
  readonly merge: Merge;
}

/** The newest merges (or commits, on a line without merges) that touched one of the paths, newest first. */
export async function mergesOf(root: string, paths: readonly string[], most: number): Promise<Merge[]> {
  const format = ['log', '--first-parent', '--min-parents=1', `--max-count=${most}`, '--format=%H%x09%s', '-z'];
  const output = await gitIn(root).output([...format, 'HEAD', '--', ...paths]);
  return fields(Buffer.concat([output, Buffer.from('\0')]))
    .filter(Boolean)
    .map((line) => ({ commit: line.slice(0, line.indexOf('\t')), subject: line.slice(line.indexOf('\t') + 1) }));
}

export interface Means {
  readonly repository: LocalRepository;
  /** Read at the refs of weir.yml on both sides: of the past only this repository is known. */
  readonly upstreams: Upstreams;
  readonly config: Config;
  readonly recording: (recording: RecordingConfig) => Promise<readonly RecordingFile[]>;
  readonly jobs: number;
}

/** The measures of every pipeline that the merge reached; `left` is told of those that could not be replayed, and why. */
export async function replayMerge(
  merge: Merge,
  { repository, upstreams, config, recording, jobs }: Means,
  left: (pipeline: string, reason: string) => void,
): Promise<Moved[]> {
  const [base, head] = await Promise.all([`${merge.commit}^1`, merge.commit].map((one) => repository.snapshot(one)));
  if (!base || !head) return [];
  const moved: Moved[] = [];
  for (const pipeline of config.pipelines) {
    try {
      const beside = (own: Snapshot) => upstreams.beside(own, 'base', config, [pipeline]);
      const { pipelines } = await assess(await beside(base), await beside(head), {
        judging: { config: { ...config, pipelines: [pipeline] }, from: 'file', changes: [] },
        pipelines: [pipeline],
        renames: () => repository.renames(base, head),
        recording,
        replay: { jobs, full: true, seed: 1 },
      });
      moved.push(...pipelines.flatMap((report) => measuresOf(report, merge)));
    } catch (error) {
      if (!(error instanceof WeirError)) throw error;
      left(pipeline.name, error.problems[0]?.message ?? 'it cannot be read');
    }
  }
  return moved;
}

/** Every path that some pipeline reads. */
export function governedPaths(pipelines: readonly PipelineConfig[]): string[] {
  const own = pipelines.flatMap(lineage).filter(({ repository }) => repository === '');
  return [...new Set(own.map(({ path }) => fileOf(path)))];
}

/** Those with a limit, which may be a default. */
function measuresOf({ name, measures, outputs }: PipelineReport, merge: Merge): Moved[] {
  const all = [
    ...outputs.flatMap((output) =>
      Object.entries(output.measures).map(([key, measure]) => [`${output.name}.${key}`, measure] as const),
    ),
    ...Object.entries(measures),
  ];
  return all
    .filter(([, { limit, value }]) => limit !== undefined && value !== null)
    .map(([key, measure]) => ({ pipeline: name, key, measure, merge }));
}
