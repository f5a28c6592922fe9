/** One pull request of a chaos run and the people around it. Stories act through it; it keeps the books. */
import { setTimeout as pause } from 'node:timers/promises';
import type { EmulatedGitHub, Pull, RepositoryRecord, Run } from '../../emulated-github/index.ts';
import { type Account, type Command, expectOf } from './account.ts';
import { type Content, changedFiles, contentAtBase, type Expected, expect, type LIMITS } from './content.ts';

export const AUTHOR = 'octo-dev';
export const OWNER = 'octo-owner';
export const MAINTAINER = 'octo-maintainer';
export const STRANGER = 'octo-stranger';

export interface Stage {
  /** Name of what is played. */
  readonly story: string;
  readonly github: EmulatedGitHub;
  readonly repository: RepositoryRecord;
  /** Records in the repository's recording. */
  readonly claims: number;
  /** Unique in the repository. */
  readonly branch: string;
  readonly random: () => number;
  readonly accounts: Account[];
}

/**
 * How long anybody waits for a verdict, in milliseconds: the App may be down for a part of it, and find out a minute later
 * what it has missed. Far less than a run may take, so that a run says what did not come.
 */
const PATIENCE = 180_000;

export class Scene {
  readonly #stage: Stage;
  readonly #account: Account;
  #content: Content;

  private constructor(stage: Stage, account: Account, content: Content) {
    this.#stage = stage;
    this.#account = account;
    this.#content = content;
  }

  /** Opens a pull request that changes this. */
  static async open(stage: Stage, change: Partial<Content>, fork?: string): Promise<Scene> {
    const { github, repository, claims, branch } = stage;
    const content = { ...contentAtBase(claims), ...change };
    const files = changedFiles(content, 'main');
    return Scene.#enter(stage, content, await github.openPull({ repository, branch, files, fork }));
  }

  /** Opens one more pull request from the same branch. */
  another(base: keyof typeof LIMITS): Promise<Scene> {
    const { github, repository, branch } = this.#stage;
    const pull = github.openPull({ repository, branch, base });
    return pull.then((opened) => Scene.#enter(this.#stage, this.#content, opened));
  }

  static #enter(stage: Stage, content: Content, pull: Pull): Scene {
    const account: Account = { story: stage.story, pull, heads: new Map(), commands: [], expired: false };
    stage.accounts.push(account);
    const scene = new Scene(stage, account, content);
    scene.expect(scene.verdict());
    return scene;
  }

  /** What replaying the present change gives. */
  verdict(): Expected {
    const { claims } = this.#stage;
    return expect(this.#content, claims, this.#account.pull.base.branch === 'release' ? 'release' : 'main');
  }

  /** Another scene pushed to the branch that this one is from, too. */
  follow(other: Scene): void {
    this.#content = other.#content;
    this.expect(this.verdict());
  }

  /** Something other than the replay's verdict is right for the present head. */
  expect(expected: Expected): void {
    expectOf(this.#account, expected);
  }

  /** A moment of at most so many milliseconds. */
  moment(milliseconds: number): Promise<void> {
    return pause(milliseconds * this.#stage.random());
  }

  /** One more commit on the branch. */
  async push(change: Partial<Content>): Promise<void> {
    const { github, branch } = this.#stage;
    this.#content = { ...this.#content, ...change };
    await github.commit(this.#account.pull.head.repository, branch, changedFiles(this.#content, 'main'));
    this.expect(this.verdict());
  }

  /** Another commit in place of all that were on the branch. */
  async forcePush(change: Partial<Content>): Promise<void> {
    const { github, branch, claims, repository } = this.#stage;
    this.#content = { ...contentAtBase(claims), ...change };
    const elsewhere = `${branch}-${this.#account.heads.size}`;
    const sha = await github.commit(repository, elsewhere, changedFiles(this.#content, 'main'));
    await github.push(repository, branch, sha);
    this.expect(this.verdict());
  }

  close(): Promise<void> {
    return this.#stage.github.closePull(this.#account.pull);
  }

  reopen(): Promise<void> {
    return this.#stage.github.reopen(this.#account.pull);
  }

  async retarget(base: keyof typeof LIMITS): Promise<void> {
    await this.#stage.github.retarget(this.#account.pull, base);
    this.expect(this.verdict());
  }

  /** Waits until the right verdict stands on the present head. */
  async seeVerdict(): Promise<void> {
    const { github, repository } = this.#stage;
    const { story, pull, heads } = this.#account;
    const head = heads.get(pull.head.sha);
    const wanted = head?.expected.conclusion;
    const what = `${wanted} for ${repository.fullName}#${pull.number} (${story})`;
    await github.until(() => this.#run()?.conclusion === wanted, { within: PATIENCE, what });
    if (head) head.seen = true;
    // What was written in the second of the verdict may have been written before it.
    await pause(1001);
  }

  /** Waits until the App has said its last word about the last command. */
  async seeReaction(): Promise<void> {
    const { github } = this.#stage;
    const { story, pull, commands } = this.#account;
    const last = commands.at(-1);
    if (!last) throw new Error('nobody has said anything');
    const reacted = () => github.reactions(pull, last.comment).some(({ content }) => content === last.reaction);
    await github.until(reacted, { within: PATIENCE, what: `${last.reaction} in ${story}` });
  }

  /** What was approved is no longer what the pull request does. */
  expire(): void {
    this.#account.expired = true;
  }

  say(login: string, body: string, done: Omit<Command, 'comment'>): void {
    const comment = this.#stage.github.comment(this.#account.pull, login, body);
    this.#account.commands.push({ ...done, comment });
  }

  #run(): Run | undefined {
    const { github, repository } = this.#stage;
    const { pull } = this.#account;
    return github
      .checkRuns(repository, pull.head.sha)
      .findLast(({ externalId }) => externalId === `pull/${pull.number}`);
  }
}
