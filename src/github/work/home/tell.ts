/**
 * Tells repositories downstream in their own issues what a check of an upstream has found about them: what holds a change there,
 * for owners who cannot read it, and why nothing was judged. What is there is read first, so it may be done again at any point.
 */
import { LABEL } from '../../findings/kept-issues.ts';
import { fullName, type Repository } from '../../port/repository.ts';
import { isOutOfReach, isRefusal } from '../../port/status.ts';
import type { WorkContext } from '../context.ts';
import type { OwnLines } from '../judge-consumers.ts';
import { mayWriteIssues } from '../may-write-issues.ts';
import { tellImpact } from './tell-impact.ts';
import { tellUnjudged } from './tell-unjudged.ts';
import type { Telling } from './telling.ts';

/**
 * Answers with the repositories (`owner/name`) where an issue names the owners of what holds the change. Throws where GitHub was out
 * of reach for one of them, once all others are told.
 */
export async function tellHomes(
  work: WorkContext,
  upstream: Repository,
  telling: Telling,
  own: readonly OwnLines[],
): Promise<ReadonlySet<string>> {
  const told = new Set<string>();
  const concerned = own.filter((one) => isConcerned(one, telling));
  if (concerned.length === 0 || !(await mayWriteIssues(work, upstream, NOT_GRANTED))) return told;
  const faults: unknown[] = [];
  for (const one of concerned) {
    try {
      const home = await work.open(one.reader);
      const labelled = await home.issues.labelled(LABEL);
      if (await tellImpact(work, { upstream, home, labelled }, telling, one)) told.add(fullName(one.reader));
      await tellUnjudged(home, labelled, telling, one);
    } catch (error) {
      if (isRefusal(error)) work.log.warn({ err: error, repository: fullName(one.reader) }, NOT_TAKEN);
      else if (isOutOfReach(error)) faults.push(error);
      else throw error;
    }
  }
  if (faults.length > 0) throw faults[0];
  return told;
}

const NOT_GRANTED =
  'The installation has not granted issues: write, so what a change does downstream stands in its own check alone (docs/app.md, Permissions)';
const NOT_TAKEN = 'What a change does downstream could not be written there: the repository takes no issues of the App';

/** Of who is not, GitHub is asked nothing. */
function isConcerned({ reader, lines }: OwnLines, { before, report }: Telling): boolean {
  // Of those that show nothing no check remembers anything.
  if (report === undefined || before.has(fullName(reader).toLowerCase())) return true;
  return lines.some(
    ({ downstream: { status, verdict } }) =>
      status === 'not judged' || (status === 'judged' && verdict !== 'unaffected'),
  );
}
