/**
 * What an upstream's change does to those who show nothing there, with the pull requests in place that its description names: as for those
 * who are seen, but told at home alone, whoever can read the others.
 */
import { code } from '../../../report/markdown/escape.ts';
import { plain } from '../../../report/plain.ts';
import { isWider } from '../../port/breadth.ts';
import type { PullRequest } from '../../port/pulls.ts';
import type { Repository } from '../../port/repository.ts';
import type { Reader } from '../consumer-index.ts';
import type { WorkContext } from '../context.ts';
import type { OwnLines } from '../judge-consumers.ts';
import { concernsReader } from '../judge-reader.ts';
import { companyOf, type Member } from '../together/company.ts';
import { walkFrom } from '../together/walk.ts';

/** Open pull requests that may stand beside the change. Throws errors of GitHub's. */
export async function membersBeside(
  work: WorkContext,
  upstream: Repository,
  pull: PullRequest,
  readers: readonly Reader[],
  signal: AbortSignal,
): Promise<readonly Member[]> {
  const walk = await walkFrom(work, upstream, pull, () => true);
  const relations = {
    names: () => false,
    concerns: ({ about, trunk: branch }: Parameters<Parameters<typeof companyOf>[3]['concerns']>[0]) => {
      const candidate = { repositoryId: about.id, repository: `${about.owner}/${about.repo}`, branch };
      return readers.some((reader) => mayStand(candidate, about.visibility, reader));
    },
  };
  return (await companyOf(upstream, pull.head, walk, relations, signal)).members;
}

/** Who reads a reader may read its own pull requests, and of others what no fewer people can. */
function mayStand(
  candidate: Parameters<typeof concernsReader>[0],
  visibility: Reader['visibility'],
  reader: Reader,
): boolean {
  const isOpen = candidate.repositoryId === reader.id || !isWider(reader.visibility, visibility);
  return isOpen && concernsReader(candidate, reader);
}

/** Of both ways what has to be told, and in a sentence how the other one ends. @param joint with `members` in place */
export function bothWays(alone: OwnLines, joint: OwnLines | undefined, members: readonly Member[]): OwnLines {
  const beside = members.filter((one) => concernsReader(one, alone.reader));
  if (!joint || beside.length === 0) return alone;
  const names = beside.map(({ name }) => code(plain(name))).join(', ');
  if (!isBeyond(alone) && !isBeyond(joint)) return alone;
  if (!isBeyond(alone))
    return { ...joint, beside: `That is with ${names} in place; by itself it stays within the limits.` };
  return {
    ...alone,
    beside: `With ${names} in place it ${isBeyond(joint) ? 'does, too' : 'stays within the limits'}.`,
  };
}

function isBeyond({ lines }: OwnLines): boolean {
  return lines.some(({ downstream: { status, verdict } }) => status === 'judged' && verdict === 'fail');
}
