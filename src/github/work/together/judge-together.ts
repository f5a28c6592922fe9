/**
 * Judges a change twice where its description names others: by itself, and with those in place. Only what passes both ways
 * is green, so that a green holds in whatever order they are merged.
 */

import { lineage } from '../../../artifacts/artifact-changes.ts';
import { parseConfig } from '../../../config/load.ts';
import { withMovedPins } from '../../../config/moved-pins.ts';
import type { JudgingConfig } from '../../../config/read.ts';
import { parseElsewhere, refAtHead } from '../../../document/elsewhere.ts';
import { sameRepository } from '../../../downstreams/changing.ts';
import { WeirError } from '../../../errors.ts';
import { text } from '../../../report/markdown/escape.ts';
import { renderTitle } from '../../../report/markdown.ts';
import { plain } from '../../../report/plain.ts';
import { conclusionOf } from '../../check/conclusion.ts';
import type { CheckOutcome, Together } from '../../check/outcome.ts';
import { problemTitle } from '../../check/problems.ts';
import type { About, Repository } from '../../port/repository.ts';
import { NotThere } from '../../snapshot/not-found.ts';
import type { Reader } from '../consumer-index.ts';
import { concernsReader } from '../judge-reader.ts';
import type { SubjectJudgement } from '../judgement.ts';
import { shownTo } from '../shown-upstream.ts';
import { companyOf, isBranch, type Member, type Relations } from './company.ts';
import type { Walk } from './walk.ts';

type Judged = Pick<SubjectJudgement, 'outcome' | 'sources' | 'downstream'>;

export interface Matter {
  readonly head: string;
  readonly about: About;
  readonly readers: readonly Reader[];
  readonly read: JudgingConfig;
  readonly walk: Walk;
  /** What repositories are called now that weir.yml names. */
  readonly present: (name: string) => Promise<string>;
  /** Ends the check. */
  readonly signal: AbortSignal;
}

/** @param judge with these in place; without any, by itself */
export async function judgeTogether(
  repository: Repository,
  judge: (members?: readonly Member[]) => Promise<Judged>,
  matter: Matter,
): Promise<Judged> {
  const { signal } = matter;
  const found = await companyOf(repository, matter.head, matter.walk, await relationsOf(matter), signal);
  const { members, holds, notes, mayPass } = found;
  const alone = await orBroken(() => judge(), signal);
  const apart: Together = { inPlace: [], set: [], holds, notes, mayPass };
  const isPassing = alone.outcome.kind === 'broken' && alone.outcome.mayPass === true;
  if (members.length === 0 || isPassing) return withTogether(alone, apart);
  const joint = await orBroken(() => judge(members), signal);
  const inPlace = members.map(({ name }) => name);
  const set = members.filter(({ isSet }) => isSet).map(({ name }) => name);
  return withTogether(joint, {
    ...{ inPlace, set, notes, mayPass, alone: titleOf(alone.outcome) },
    holds: conclusionOf(alone.outcome) === 'success' ? holds : [...holds, waits(inPlace, set)],
  });
}

function waits(inPlace: readonly string[], set: readonly string[]): string {
  const them = inPlace.join(', ');
  const first = `not before ${them} ${inPlace.length === 1 ? 'is' : 'are'} merged: without, this change does not pass`;
  return set.length === 0
    ? first
    : `${first}. The others of the set may wait for this one: take the line out of whichever goes first, and let its owners approve`;
}

function withTogether(judged: Judged, together: Together): Judged {
  const { outcome } = judged;
  if (outcome.kind !== 'judged' && outcome.kind !== 'broken') return judged;
  return { ...judged, outcome: { ...outcome, together } };
}

/** Files that cannot be read or compiled without the others, or with them, are an answer like any other. */
async function orBroken(judge: () => Promise<Judged>, signal: AbortSignal): Promise<Judged> {
  try {
    return await judge();
  } catch (error) {
    // Why it was stopped counts, not what broke for it.
    if (!(error instanceof WeirError) || signal.aborted) throw error;
    return { outcome: { kind: 'broken', problems: error.problems, mayPass: error instanceof NotThere } };
  }
}

function titleOf(outcome: CheckOutcome): string {
  if (outcome.kind === 'judged') return text(plain(renderTitle(outcome.report)));
  return text(outcome.kind === 'broken' ? `✖ ${problemTitle(outcome.problems)}` : outcome.kind);
}

async function relationsOf({ about, readers, read, present }: Matter): Promise<Relations> {
  const paths = withMovedPins(read).config.pipelines.flatMap(lineage);
  const written = paths.flatMap(({ path }) => parseElsewhere(path) ?? []);
  const named = await Promise.all(written.map(async (one) => ({ ...one, repository: await present(one.repository) })));
  const shown = readers.filter((one) => shownTo(about.visibility, one.visibility, configOf(one)) !== 'nothing');
  return {
    names: (repository) => named.some((one) => sameRepository(one.repository, repository)),
    concerns({ about: there, trunk }) {
      const repository = `${there.owner}/${there.repo}`;
      const place = { branch: trunk, defaultBranch: there.defaultBranch };
      const isRead = named.some(
        (one) =>
          sameRepository(one.repository, repository) && (isBranch(one.ref, place) || isBranch(refAtHead(one), place)),
      );
      const candidate = { repositoryId: there.id, repository, branch: trunk };
      return isRead || shown.some((reader) => concernsReader(candidate, reader));
    },
  };
}

/** Its text, where it does not stand by itself. */
function configOf({ text: weirYml }: Reader) {
  try {
    return parseConfig(weirYml, 'weir.yml');
  } catch (error) {
    if (error instanceof WeirError) return weirYml;
    throw error;
  }
}
