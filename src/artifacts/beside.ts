/** A snapshot with the files of other repositories that pipelines name: each ref is resolved once, and what leads nowhere is told where weir.yml names it. */
import type { Config, PipelineConfig } from '../config/config.ts';
import { type Elsewhere, parseElsewhere, rootElsewhere, writtenElsewhere } from '../document/elsewhere.ts';
import { ConfigError, type Problem, RepositoryError } from '../errors.ts';
import { composite, type SnapshotElsewhere } from '../repository/composite.ts';
import type { RevisionElsewhere, Snapshot } from '../repository/snapshot.ts';
import { lineage } from './artifact-changes.ts';
import { placeOf } from './proposal.ts';

/**
 * @param at the snapshot of another repository on this side; asked again for each file, and has to give the same
 * @throws ConfigError at each name that leads nowhere
 */
export async function beside(
  own: Snapshot,
  at: SnapshotElsewhere,
  config: Config,
  pipelines: readonly PipelineConfig[],
): Promise<Snapshot> {
  return composite(own, at, await found(at, config, pipelines));
}

async function found(
  at: SnapshotElsewhere,
  config: Config,
  pipelines: readonly PipelineConfig[],
): Promise<RevisionElsewhere[]> {
  const roots = new Map<string, RevisionElsewhere>();
  const problems: Problem[] = [];
  for (const pipeline of pipelines) {
    for (const { path } of lineage(pipeline)) {
      const where = parseElsewhere(path);
      if (!where || roots.has(rootElsewhere(where))) continue;
      const { repository, ref } = where;
      try {
        const { revision, name } = await at(where);
        const root = rootElsewhere(where);
        roots.set(root, { repository, ...(ref !== undefined && { ref }), revision, name, root });
      } catch (error) {
        if (!(error instanceof RepositoryError)) throw error;
        problems.push(...error.problems.map((problem) => placed(problem, where, placeOf(path, pipeline, config))));
      }
    }
  }
  if (problems.length > 0) throw new ConfigError(problems).locate(new Map([[config.path, config.text]]));
  return [...roots.values()];
}

/** A problem of the other repository, told where weir.yml names it. */
function placed(problem: Problem, where: Elsewhere, place: Pick<Problem, 'file' | 'line' | 'column'>): Problem {
  const { file, message, nearest: near, ...rest } = problem;
  const isRef = message.startsWith('unknown revision');
  return {
    ...rest,
    ...place,
    message: `${file === undefined || isRef ? '' : `${file}: `}${message}${isRef ? ` in ${where.repository}` : ''}`,
    nearest: near && (isRef ? writtenElsewhere({ ...where, ref: near.replace(/^origin\//, '') }) : near),
  };
}
