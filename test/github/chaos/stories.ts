/** What happens in the pull requests of a chaos run: all that people do to a pull request while the App works on it. */
import type { Content } from './content.ts';
import { dependsThenMerged, holdsUpstream, namesEachOther } from './pair.ts';
import { AUTHOR, MAINTAINER, OWNER, Scene, STRANGER, type Stage } from './scene.ts';

export type Story = (stage: Stage) => Promise<void>;

/** Changes of the content by what they do to the claims of a recording, at base and limits as in `content.ts`. */
function changesOf(claims: number) {
  const half = claims / 2;
  return {
    none: { readme: 'Claims, and how they are paid' },
    few: { threshold: half + 1 },
    many: { threshold: half + claims / 10 },
    most: { threshold: half + (2 * claims) / 5 },
    uncertain: { suspicious: 20 * claims },
    broken: { config: 'broken' },
  } as const satisfies Record<string, Partial<Content>>;
}

const DONE = { reaction: 'rocket', answered: false } as const;
const ANSWERED = { reaction: 'rocket', answered: true, audited: undefined } as const;
const REFUSED = { reaction: 'confused', answered: true, audited: undefined } as const;
const WAITING = { conclusion: 'action_required', affected: true } as const;
const APPROVED = { conclusion: 'success', affected: true } as const;

/** By name. */
export const STORIES: Readonly<Record<string, Story>> = {
  unaffected: (stage) => open(stage, 'none'),
  'depends on another repository’s, which is merged': dependsThenMerged,
  pass: (stage) => open(stage, 'few'),
  fail: (stage) => open(stage, 'many'),
  inconclusive: (stage) => open(stage, 'uncertain'),
  'two that name each other': namesEachOther,
  'held by a downstream': holdsUpstream,
  'broken weir.yml': (stage) => open(stage, 'broken'),

  async 'fork, not let in'(stage) {
    const scene = await Scene.open(stage, changesOf(stage.claims).many, STRANGER);
    scene.expect(WAITING);
  },

  async 'fork, let in'(stage) {
    const scene = await Scene.open(stage, changesOf(stage.claims).many, STRANGER);
    scene.expect(WAITING);
    await scene.seeVerdict();
    scene.say(MAINTAINER, '/weir run', { ...DONE, audited: 'run' });
    scene.expect(scene.verdict());
  },

  async 'fork, let in, then another push'(stage) {
    const { few, many } = changesOf(stage.claims);
    const scene = await Scene.open(stage, few, STRANGER);
    scene.expect(WAITING);
    await scene.seeVerdict();
    scene.say(MAINTAINER, '/weir run', { ...DONE, audited: 'run' });
    scene.expect(scene.verdict());
    await scene.seeVerdict();
    await scene.push(many);
    scene.expect(WAITING);
  },

  async 'second push'(stage) {
    const { few, many } = changesOf(stage.claims);
    const scene = await Scene.open(stage, many);
    await scene.moment(1500);
    await scene.push(few);
  },

  async 'innocent second push'(stage) {
    const { none, many } = changesOf(stage.claims);
    const scene = await Scene.open(stage, many);
    await scene.moment(3000);
    await scene.push(none);
  },

  async 'pushes in a row'(stage) {
    const { none, few, many, uncertain } = changesOf(stage.claims);
    const scene = await Scene.open(stage, none);
    for (const change of [few, many, uncertain]) {
      await scene.moment(800);
      await scene.push(change);
    }
  },

  async 'force push'(stage) {
    const { few, many } = changesOf(stage.claims);
    const scene = await Scene.open(stage, few);
    await scene.moment(1500);
    await scene.forcePush(many);
  },

  async 'force pushes in a row'(stage) {
    const { none, few, many } = changesOf(stage.claims);
    const scene = await Scene.open(stage, many);
    await scene.moment(1500);
    await scene.forcePush(few);
    await scene.moment(1500);
    await scene.forcePush(none);
  },

  async closed(stage) {
    const scene = await Scene.open(stage, changesOf(stage.claims).many);
    await scene.moment(2000);
    await scene.close();
  },

  async reopened(stage) {
    const scene = await Scene.open(stage, changesOf(stage.claims).few);
    await scene.moment(1500);
    await scene.close();
    await scene.moment(1500);
    await scene.reopen();
  },

  async retargeted(stage) {
    const scene = await Scene.open(stage, changesOf(stage.claims).many);
    await scene.moment(2500);
    await scene.retarget('release');
  },

  async 'one branch, two pull requests'(stage) {
    const { few, many, most } = changesOf(stage.claims);
    const scene = await Scene.open(stage, stage.random() < 0.5 ? many : few);
    const other = await scene.another('release');
    await scene.moment(2000);
    await scene.push(most);
    other.follow(scene);
  },

  async rerun(stage) {
    const scene = await Scene.open(stage, changesOf(stage.claims).few);
    await scene.seeVerdict();
    scene.say(AUTHOR, '/weir rerun', { ...DONE, audited: 'rerun' });
  },

  async 'hasty rerun'(stage) {
    const scene = await Scene.open(stage, changesOf(stage.claims).many);
    scene.say(AUTHOR, '/weir rerun --full', { ...DONE, audited: 'rerun' });
  },

  async help(stage) {
    const scene = await Scene.open(stage, changesOf(stage.claims).none);
    scene.say(STRANGER, '/weir help', ANSWERED);
  },

  async approved(stage) {
    await approved(stage, 'many');
  },

  async 'approved though inconclusive'(stage) {
    await approved(stage, 'uncertain');
  },

  async 'approved, then an innocent push'(stage) {
    const scene = await approved(stage, 'many');
    await scene.seeVerdict();
    await scene.push(changesOf(stage.claims).none);
    scene.expect(APPROVED);
  },

  async 'approved, then a hasty push'(stage) {
    const scene = await approved(stage, 'many');
    await scene.seeReaction();
    await scene.push(changesOf(stage.claims).none);
    scene.expect(APPROVED);
  },

  async 'approved, then another change'(stage) {
    const scene = await approved(stage, 'many');
    await scene.seeVerdict();
    await scene.push(changesOf(stage.claims).most);
    scene.expire();
  },

  async 'approved and revoked'(stage) {
    const scene = await approved(stage, 'many');
    await scene.seeVerdict();
    scene.say(OWNER, '/weir revoke payout', { ...DONE, audited: 'revoke' });
    scene.expect(scene.verdict());
  },

  async 'approved by a stranger'(stage) {
    const scene = await Scene.open(stage, changesOf(stage.claims).many);
    await scene.seeVerdict();
    scene.say(STRANGER, '/weir approve payout I like it', REFUSED);
  },
};

async function open(stage: Stage, change: keyof ReturnType<typeof changesOf>): Promise<void> {
  await Scene.open(stage, changesOf(stage.claims)[change]);
}

async function approved(stage: Stage, change: 'many' | 'uncertain'): Promise<Scene> {
  const scene = await Scene.open(stage, changesOf(stage.claims)[change]);
  await scene.seeVerdict();
  scene.say(OWNER, '/weir approve all the new tariff is meant', { ...DONE, audited: 'approve' });
  scene.expect(APPROVED);
  return scene;
}
