/** The ways a check ends without a report, in words: the title, and paragraphs of markdown for check and comment. */
import { configPath } from '../../config/load.ts';
import { code } from '../../report/markdown/escape.ts';
import { plain } from '../../report/plain.ts';
import { revision } from '../../report/sentences.ts';
import type { CheckOutcome } from './outcome.ts';

type Ending = Exclude<CheckOutcome, { kind: 'judged' | 'broken' }>;

interface Words {
  /** Plain text. */
  readonly title: string;
  readonly paragraphs: readonly string[];
}

export function wordsFor(outcome: Ending): Words {
  switch (outcome.kind) {
    case 'unconfigured':
      return {
        title: 'No weir.yml yet: nothing to check',
        paragraphs: [
          `Neither this change nor its base has a ${code(configPath)}, so nothing is governed.`,
          `To start, run \`weir init\` in the repository: it drafts the file from the schemas, rules and recordings that it finds. From the pull request that adds it on, each change is replayed and judged here.`,
        ],
      };
    case 'waiting':
      return waiting(outcome);
    case 'abandoned':
      return abandoned(outcome.why);
    case 'superseded':
      return {
        title: `superseded by ${revision(plain(outcome.by))}`,
        paragraphs: ['A newer commit is the head now, and has a check of its own. Nothing was judged here.'],
      };
    case 'timed-out':
      return timedOut(outcome);
    case 'unreachable':
      return {
        title: `nothing was judged: GitHub could not be read (${plain(outcome.answer)} to ${plain(outcome.request)})`,
        paragraphs: [
          `GitHub was asked again and again. What it said last to ${code(plain(outcome.request))} was: ${code(plain(outcome.answer))}. The fault is not with this change. Whoever runs the server finds it in the log by ${code(plain(outcome.id))}.`,
          `Weir looks again by itself in a while. ${tryAgain}`,
        ],
      };
    case 'crashed':
      return {
        title: `Weir broke down: nothing was judged (${plain(outcome.id)})`,
        paragraphs: [
          `The fault is with Weir, not with this change. Whoever runs the server finds it in the log by ${code(plain(outcome.id))}.`,
          tryAgain,
        ],
      };
    case 'installed':
      return {
        title: 'Weir is installed',
        paragraphs: [
          'Posted once on this branch, so that the check `weir` can be chosen as required: GitHub offers checks that succeeded within the last seven days. Choose this App as its source, so that nobody else can report it.',
          'From now on every pull request has a check of this name.',
        ],
      };
    default:
      throw new Error(`unknown outcome ${String(outcome satisfies never)}`);
  }
}

const tryAgain = '**Re-run**, or `/weir rerun` in a comment, tries again.';

function timedOut({ minutes, during, reached }: Extract<CheckOutcome, { kind: 'timed-out' }>): Words {
  const title = `timed out after ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
  const soon = `Weir looks again by itself in a while. ${tryAgain}`;
  switch (during) {
    case 'reading':
      return {
        title: `${title}: GitHub did not say in time what changed`,
        paragraphs: ['The change could not be read from GitHub in time, so nothing was judged.', soon],
      };
    case 'deploying':
      return {
        title: `${title}: the change was not deployed`,
        paragraphs: [
          'A step asks an endpoint where the change is deployed, and GitHub knew of no deployment of this commit that has succeeded. Nothing was judged.',
          `Once it is deployed, Weir looks again by itself. ${tryAgain}`,
        ],
      };
    case 'downloading':
      return {
        title: `${title}: the recordings did not arrive`,
        paragraphs: [
          'The recordings had not come in time from GitHub, or from where they lie, so nothing was judged. What has come is kept.',
          soon,
        ],
      };
    case 'waiting':
      return {
        title: `${title}: other replays were before it`,
        paragraphs: [
          'The server was busy with the replays of other changes, so nothing was judged.',
          `${soon} If it happens often, more replays at once (\`WEIR_CONCURRENCY\`, on a larger server) or more time help.`,
        ],
      };
    case 'replaying':
      return {
        title,
        paragraphs: [
          `The replay did not end in time${reached === undefined ? '' : ` (${code(plain(reached))})`}, so nothing was judged.`,
          `${tryAgain} If it happens again, a smaller recording or more time (a setting of the server) helps, or a step that takes less: \`weir check\` says which one takes the most.`,
        ],
      };
    default:
      throw new Error(`unknown phase ${String(during satisfies never)}`);
  }
}

function waiting({ head, author }: Extract<CheckOutcome, { kind: 'waiting' }>): Words {
  return {
    title: 'waits for a maintainer to let this fork be replayed',
    paragraphs: [
      `${code(`@${plain(author)}`)} changes governed files from a fork. What a stranger wrote is replayed against recorded traffic only after somebody who may write to this repository has read it.`,
      `A maintainer who has read the change as of ${code(revision(plain(head)))} comments \`/weir run\`. It holds for this commit and no other.`,
    ],
  };
}

function abandoned(why: 'closed' | 'dequeued'): Words {
  switch (why) {
    case 'closed':
      return {
        title: 'the pull request was closed',
        paragraphs: ['Nothing was judged. Once it is reopened the check runs again.'],
      };
    case 'dequeued':
      return {
        title: 'the merge queue gave this group up',
        paragraphs: ['Nothing was judged, and nobody waits for it any more.'],
      };
    default:
      throw new Error(`unknown reason ${String(why satisfies never)}`);
  }
}
