/** What people do to checks: press a button, or ask for another run. GitHub tells the App alone and changes nothing. */
import { tell } from './events.ts';
import { runJson, suiteJson } from './json-checks.ts';
import type { Person, RepositoryRecord, Run, Suite, World } from './world.ts';

/** GitHub tells the App alone, and leaves the run as it is. */
export function rerequestRun(world: World, repository: RepositoryRecord, run: Run, sender: Person): void {
  tell(world, repository, sender, 'check_run', { action: 'rerequested', ...checkRunEvent(world, repository, run) });
}

export function rerequestSuite(world: World, repository: RepositoryRecord, suite: Suite, sender: Person): void {
  const check_suite = suiteJson(world, repository, suite);
  tell(world, repository, sender, 'check_suite', { action: 'rerequested', check_suite });
}

/** Buttons are there on a completed run only. */
export function pressButton(
  world: World,
  repository: RepositoryRecord,
  run: Run,
  identifier: string,
  sender: Person,
): void {
  const known = run.actions.map((action) => action.identifier);
  if (run.status !== 'completed' || !known.includes(identifier)) {
    throw new Error(`check run ${run.id} (${run.status}) shows no button ${identifier}, only: ${known.join(', ')}`);
  }
  const requested_action = { identifier };
  tell(world, repository, sender, 'check_run', {
    action: 'requested_action',
    ...checkRunEvent(world, repository, run),
    requested_action,
  });
}

/** In webhooks the whole suite stands in the run. */
export function checkRunEvent(world: World, repository: RepositoryRecord, run: Run) {
  return { check_run: { ...runJson(world, repository, run), check_suite: suiteJson(world, repository, run.suite) } };
}
