/** How much room replay processes get: what their formats and engines say that they need, and nothing more. */
import type { Budget, Needs } from '../artifacts/manifest.ts';
import { engineFor } from '../artifacts/registry.ts';
import { formatFor } from '../recordings/formats/registry.ts';
import type { RecordingFile } from '../recordings/reader.ts';
import type { Lock } from './lock.ts';
import type { Plan } from './plan.ts';
import { BUDGET } from './process.ts';

export interface Room {
  readonly lock: Lock;
  readonly budget: Budget;
}

/** For processes that run these plans on these files. */
export function roomFor(plans: readonly Plan[], files: readonly RecordingFile[]): Room {
  const engines = new Set(plans.flatMap(({ steps }) => steps.map(({ engine }) => engine)));
  return room([...engines], files);
}

/** For processes that only compile what these engines read. */
export function roomToCompile(engines: readonly string[]): Room {
  return room([...new Set(engines)], []);
}

function room(engines: readonly string[], files: readonly RecordingFile[]): Room {
  const needs: readonly Needs[] = [
    ...engines.map((id) => engineFor(id).needs),
    ...files.map(({ format }) => formatFor(format).needs),
  ];
  return {
    lock: { reads: [...new Set(files.map(({ path }) => path))], addons: needs.some(({ addons }) => addons) },
    budget: {
      milliseconds: Math.max(BUDGET.milliseconds, ...needs.map(({ budget }) => budget?.milliseconds ?? 0)),
      megabytes: Math.max(BUDGET.megabytes, ...needs.map(({ budget }) => budget?.megabytes ?? 0)),
    },
  };
}
