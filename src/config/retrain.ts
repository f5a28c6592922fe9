/** When a retraining is asked for, and what is started by that: `monitor.retrain` of weir.yml. */
import { nearest } from '../nearest.ts';
import type { RetrainConfig, RetrainRun } from './config.ts';
import type { LimitScope } from './limits.ts';
import { items, member, members } from './loose.ts';
import { describe, type Mistake, oneOf } from './mistake.ts';
import type { MonitorRetrainYml } from './weir-yml.generated.ts';

/** Of any output. */
export const ACCURACY = 'accuracy';

/** All but the criteria. `yml` must have passed schema and rules. */
export function resolveRetrain({ train, when, cooldown, run }: MonitorRetrainYml): Omit<RetrainConfig, 'success'> {
  return {
    weeks: Number.parseInt((train?.from ?? '-26w').slice(1), 10),
    when: when ?? [ACCURACY],
    cooldown: daysIn(cooldown ?? '30d'),
    ...(run !== undefined && { run: runOf(run) }),
  };
}

/** Only what has a limit can open anything. */
export function whenMistakes(pointer: string, monitor: unknown, { outputs }: LimitScope): Mistake[] {
  const limited = members(member(monitor, 'limits')).map(([key]) => key);
  return items(member(member(monitor, 'retrain'), 'when')).flatMap((one, index): Mistake[] => {
    if (typeof one !== 'string' || one === ACCURACY) return [];
    const here = { pointer: `${pointer}/${index}`, at: 'value', found: describe(one) } as const;
    const output = /^(.+)\.accuracy$/.exec(one)?.[1];
    if (output === undefined)
      return [
        { ...here, message: 'not what a retraining is asked for by', expected: 'accuracy, or <output>.accuracy' },
      ];
    const names = [...outputs.keys()];
    if (!names.includes(output))
      return [
        {
          ...here,
          ...{ message: `there is no output "${output}"`, expected: oneOf(names), nearest: nearest(output, names) },
        },
      ];
    if (limited.includes(one)) return [];
    return [{ ...here, message: `${one} opens nothing, as it has no limit`, expected: `${one} in monitor.limits` }];
  });
}

function runOf(run: NonNullable<MonitorRetrainYml['run']>): RetrainRun {
  return typeof run === 'string' ? { kind: 'workflow', path: run } : { kind: 'event', type: run.repository_dispatch };
}

/** Of `30d` or `4w`. */
function daysIn(written: string): number {
  return Number.parseInt(written, 10) * (written.endsWith('w') ? 7 : 1);
}
