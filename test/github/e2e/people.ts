/** What people do about a check, and how they see that the App has done what they asked for. */
import { setTimeout } from 'node:timers/promises';
import type { Pull, Run } from '../../emulated-github/index.ts';
import type { Scene } from './scene.ts';

export interface Answered {
  readonly comment: number;
  /** The App's last word in reactions. */
  readonly reaction: 'rocket' | 'confused';
  /** What it said in comments. */
  readonly answers: readonly string[];
  /** The check after it. */
  readonly run: Run;
}

/** Somebody looks at the pull request, then writes a command. Resolves when it was carried out and the check stands again. */
export async function command(scene: Scene, pull: Pull, login: string, body: string): Promise<Answered> {
  await nextSecond();
  return answered(scene, pull, scene.github.comment(pull, login, body));
}

export async function answered(scene: Scene, pull: Pull, comment: number): Promise<Answered> {
  const { github } = scene;
  const reaction = await scene.until(
    () => lastWord(scene, pull, comment),
    `an answer to comment ${comment}: ${github.comments(pull).find(({ id }) => id === comment)?.body}`,
  );
  return { comment, reaction, answers: answersTo(scene, pull, `comment ${comment}`), run: await scene.concluded(pull) };
}

/** `question`: `comment 12`, or how it begins: `button explain`. */
export function answersTo({ github }: Scene, pull: Pull, question: string): string[] {
  return github.comments(pull).flatMap(({ body, byApp }) => {
    const [marker = '', ...lines] = body.split('\n');
    const [, encoded = ''] = /^<!-- weir-answer (\S+) -->$/.exec(marker) ?? [];
    const asked = Buffer.from(encoded, 'base64url').toString();
    return byApp && asked !== '' && `${asked} `.startsWith(`${question} `) ? [lines.join('\n')] : [];
  });
}

/** Resolves when the check of the same place was concluded once more than it is now, and gives it. `act` is what leads to that. */
export async function concludedAgain(scene: Scene, run: Run, act: () => unknown): Promise<Run> {
  await scene.github.settled();
  const before = conclusions(scene, run);
  await act();
  const what = `the check ${run.externalId} is concluded once more`;
  return scene.until(() => {
    const newest = runsOf(scene, run).at(-1);
    return conclusions(scene, run) > before && newest?.status === 'completed' && newest;
  }, what);
}

/** How often the check was concluded: what is judged anew has another run. */
export function conclusions(scene: Scene, run: Run): number {
  return runsOf(scene, run).filter(({ status }) => status === 'completed').length;
}

/** All runs of the check's place, oldest first. */
function runsOf({ github, repository }: Scene, { headSha, externalId }: Run): readonly Run[] {
  return github.checkRuns(repository, headSha).filter((other) => other.externalId === externalId);
}

/** The sticky comments; there should be one at most. */
export function stickies({ github }: Scene, pull: Pull): string[] {
  return github.comments(pull).flatMap(({ body, byApp }) => (byApp && body.startsWith('<!-- weir -->') ? [body] : []));
}

/** GitHub's times are whole seconds, and nobody has read a verdict in the second in which it was posted. */
export async function nextSecond(): Promise<void> {
  const second = Math.floor(Date.now() / 1000);
  // A timer may fire a millisecond early.
  while (Math.floor(Date.now() / 1000) === second) await setTimeout(1000 - (Date.now() % 1000));
}

function lastWord({ github }: Scene, pull: Pull, comment: number): 'rocket' | 'confused' | undefined {
  const contents = github
    .reactions(pull, comment)
    .flatMap(({ content, author }) => (author.type === 'Bot' ? content : []));
  return (['rocket', 'confused'] as const).find((content) => contents.includes(content));
}
