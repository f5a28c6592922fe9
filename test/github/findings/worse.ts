/** A pipeline whose answers turn out to be right less often, made up for tests of what is asked for then. */
import type { RetrainConfig } from '../../../src/config/config.ts';
import type { Monitored, Told } from '../../../src/monitor/monitor.ts';
import { monday, monitored } from '../../monitor/monitored.ts';

export const TRAIN = '.github/workflows/train.yml';
const WORKFLOW: RetrainConfig['run'] = { kind: 'workflow', path: TRAIN };

/** Accuracy of 100 % before, and 75 % in the weeks from the 15th to this one. */
export function worse(
  week = 16,
  {
    run = WORKFLOW,
    cooldown = 30,
    when = ['accuracy'],
    at = monday(16),
  }: Partial<RetrainConfig> & { at?: string } = {},
): Monitored {
  const finding: Told = {
    ...{ id: 'world paid.accuracy', cause: 'world', key: 'paid.accuracy', amount: -0.25, limit: 0.02, needs: 2 },
    ...{ since: monday(14), openedIn: monday(15), course: [{ week: monday(week), amount: -0.25 }] },
  };
  const bare = monitored([finding], week);
  return {
    ...bare,
    // The second merge is one that retrains.
    states: bare.states.map((state, index) => (index === 1 ? { ...state, at } : state)),
    runs: bare.weeks.map((one) => (one >= at ? 1 : 0)),
    labels: bare.weeks.map((one) => ({
      ...{ output: 'paid', week: one, records: 60, labelled: 60, isMature: true, bounds: { low: 0.75, high: 0.75 } },
      accuracy: one >= monday(14) ? 0.75 : 1,
    })),
    rule: {
      ...bare.rule,
      retrain: {
        ...{ weeks: 4, when, cooldown, success: new Map([['paid.accuracy', 0.01]]) },
        ...(run && { run }),
      },
    },
  };
}
