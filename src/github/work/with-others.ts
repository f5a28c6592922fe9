/** The sides of a check with what base's weir.yml names in other repositories. */
import { lineage } from '../../artifacts/artifact-changes.ts';
import { beside } from '../../artifacts/beside.ts';
import type { PipelineConfig } from '../../config/config.ts';
import { withMovedPins } from '../../config/moved-pins.ts';
import type { JudgingConfig } from '../../config/read.ts';
import { type Elsewhere, parseElsewhere } from '../../document/elsewhere.ts';
import { sameRepository } from '../../downstreams/changing.ts';
import type { Snapshot } from '../../repository/snapshot.ts';
import type { Repository } from '../port/repository.ts';
import { fullName } from '../port/repository.ts';
import type { WorkContext } from './context.ts';
import { type Others, openOthers } from './elsewhere.ts';
import { lastChange, madeAfter } from './meant.ts';
import { type Member, placedIn } from './together/company.ts';

export interface Whole {
  readonly base: Snapshot;
  readonly head: Snapshot;
  readonly trunk: Snapshot;
  readonly judging: JudgingConfig;
  /** See `Question.unread`. */
  readonly unread?: (pipeline: PipelineConfig) => string | undefined;
  /** Commits of other repositories that are read. */
  readonly elsewhere?: readonly string[];
  /** What was left out, a sentence each. */
  readonly notes: readonly string[];
}

/**
 * Both sides read the same commits, but for moved pins and `members` of a set.
 * @param members pull requests of other repositories that are in place
 * @throws ConfigError where base names a ref that there is not
 */
export async function withOthers(
  work: WorkContext,
  repository: Repository,
  sides: { readonly base: Snapshot; readonly head: Snapshot; readonly trunk: Snapshot },
  found: JudgingConfig,
  signal: AbortSignal,
  members: readonly Member[] = [],
): Promise<Whole> {
  const judging = withMovedPins(found);
  const { config, from } = judging;
  const named = new Set(config.pipelines.flatMap(namesOf).map((name) => name.toLowerCase()));
  const mayName = (name: string): string | undefined => {
    if (from === 'head') return `${name} is read once the weir.yml that names it is merged`;
    // Who may write here need not be one who may read there.
    return named.has(name.toLowerCase()) ? undefined : `${name} is named anew, and looked at once it is merged`;
  };
  const others = openOthers(work, repository, mayName, signal);
  const reasons = await unreadIn(config.pipelines, others);
  const read = config.pipelines.filter(({ name }) => !reasons.has(name));
  const proposal = await withoutUnread(judging, others);
  if (named.size === 0) return { ...sides, ...proposal };
  const names = new Set(read.flatMap(namesOf));
  const strange = await strangeNames(names, others, () => lastChange(repository, sides.trunk.revision));
  const inPlace = (side: 'base' | 'head', where: Elsewhere): Promise<Snapshot | undefined> =>
    placedIn(members, side, where, others.present);
  const atBase = async (where: Elsewhere): Promise<Snapshot> => (await inPlace('base', where)) ?? others.open(where);
  const atHead = async (where: Elsewhere): Promise<Snapshot> => {
    const ref = where.headRef ?? where.ref;
    const there = { repository: where.repository, ...(ref !== undefined && { ref }) };
    return (await inPlace('head', where)) ?? others.open(there);
  };
  const base = await beside(sides.base, atBase, config, read);
  const head = await beside(sides.head, atHead, config, read);
  const trunk = sides.trunk === sides.base ? base : await beside(sides.trunk, atBase, config, read);
  return {
    ...{ base, head, trunk, ...proposal, notes: [...proposal.notes, ...strange] },
    unread: ({ name }) => reasons.get(name),
    elsewhere: [...(base.elsewhere ?? []), ...(head.elsewhere ?? [])].map((one) => `${one.root}${one.revision}`),
  };
}

/** Why pipelines cannot be read, by their names. */
async function unreadIn(pipelines: readonly PipelineConfig[], others: Others): Promise<Map<string, string>> {
  const reasons = new Map<string, string>();
  for (const pipeline of pipelines) {
    for (const name of namesOf(pipeline)) {
      const why = reasons.has(pipeline.name) ? undefined : await others.unread(name);
      if (why !== undefined) reasons.set(pipeline.name, why);
    }
  }
  return reasons;
}

/** Names that are former ones, or of somebody who got them later: what they mean is for the owners of weir.yml to say. */
async function strangeNames(
  names: ReadonlySet<string>,
  others: Others,
  last: () => Promise<string | undefined>,
): Promise<string[]> {
  const notes: string[] = [];
  for (const name of names) {
    const { about, here } = await others.find(name);
    const present = fullName({ installation: 0, ...about });
    if (!sameRepository(name, present))
      notes.push(`${name} is called ${present} by now: weir.yml should say so before somebody else gets the name`);
    else if (await madeAfter({ since: here.createdAt, last })(about.createdAt))
      notes.push(
        `${name} was made on ${about.createdAt.slice(0, 10)}, after weir.yml named it: where another repository of that name was meant, this one is read in its place`,
      );
  }
  return notes;
}

/** Whether head's weir.yml stands is told without what cannot be looked at, which is said. */
async function withoutUnread(judging: JudgingConfig, others: Others): Promise<Pick<Whole, 'judging' | 'notes'>> {
  const { proposed, config } = judging;
  if (!proposed) return { judging, notes: [] };
  const reasons = await unreadIn(proposed.pipelines, others);
  if (reasons.size === 0) return { judging, notes: [] };
  // Where head's weir.yml is base's, base's own pipelines report the same.
  const notes = (proposed === config ? [] : [...reasons]).map(
    ([name, why]) => `pipeline "${name}" of head's weir.yml was not looked at: ${why}`,
  );
  const pipelines = proposed.pipelines.filter(({ name }) => !reasons.has(name));
  return { judging: { ...judging, proposed: { ...proposed, pipelines } }, notes };
}

export function namesOf(pipeline: PipelineConfig): string[] {
  return lineage(pipeline).flatMap(({ path }) => parseElsewhere(path)?.repository ?? []);
}
