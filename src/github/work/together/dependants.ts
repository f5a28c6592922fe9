/**
 * Has everybody looked at again whose description names a pull request that is another than it was. Looked for where its
 * repository reads files or is read: elsewhere it has no part in any check. What is missed here the sweep finds.
 */
import { configPath } from '../../../config/load.ts';
import { parseDependsOn } from '../../commands/depends-on.ts';
import type { DependantsJob } from '../../job.ts';
import { type About, fullName, type Repository, type RepositoryRef, refOf, refTo } from '../../port/repository.ts';
import { unlessRefusal } from '../../port/status.ts';
import { namesIn } from '../consumer-index.ts';
import type { WorkContext } from '../context.ts';
import { lookDownstream } from '../judge-consumers.ts';
import { tellGroups } from '../merge-queue.ts';

/** Of names in a row. */
const FARTHEST = 20;
/** Of repositories that one weir.yml names. */
const MOST = 100;

export async function tellDependants(work: WorkContext, job: DependantsJob): Promise<void> {
  const repository = await work.open(job.repository);
  const { about, readers } = await lookDownstream(work, repository, work.attempt.stop);
  const own = `${about.owner}/${about.repo}`;
  const name = `${own}#${job.number}`.toLowerCase();
  const by = [...(job.by ?? []), name];
  const places = [refOf(repository), ...readers.map(refOf), ...(await readBy(repository, about))];
  for (const place of new Map(places.map((one) => [fullName(one).toLowerCase(), one])).values()) {
    const there = await work.open(place);
    for (const pull of await openPulls(there)) {
      const at = { repository: fullName(place), url: pull.url };
      const named = parseDependsOn(pull.body, at).pulls.map((one) => `${one.repository}#${one.number}`.toLowerCase());
      if (!named.includes(name)) continue;
      const { number, head } = pull;
      await work.queue.add({ kind: 'pull', repository: place, number, head });
      // Who shows nothing there is judged with it in place, too.
      await work.queue.add({ kind: 'home', repository: place, number });
      await unlessRefusal(() => tellGroups(work, there, number));
      const isNew = !by.includes(`${fullName(place)}#${number}`.toLowerCase()) && by.length < FARTHEST;
      if (isNew) await work.queue.add({ kind: 'dependants', repository: place, number, by });
    }
  }
}

/** Repositories of the same installation that its weir.yml may name. Whether they can be read shows when they are. */
async function readBy({ git, installation }: Repository, { defaultBranch }: About): Promise<RepositoryRef[]> {
  const bytes = await unlessRefusal(() => git.file(configPath, defaultBranch));
  return namesIn(new TextDecoder().decode(bytes))
    .slice(0, MOST)
    .map((name) => refTo(installation, name));
}

async function openPulls({ pulls }: Repository) {
  return (await unlessRefusal(() => pulls.open())) ?? [];
}
