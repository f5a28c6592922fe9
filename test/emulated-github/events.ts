/** Tells the App what happened in a repository, if it is installed there and wants to know. */
import { aboutJson } from './json.ts';
import { installationOf, type Person, type RepositoryRecord, type World } from './world.ts';

/** Does not wait for the App's answer; `world.hooks.settled()` does. */
export function tell(
  world: World,
  repository: RepositoryRecord,
  sender: Person,
  event: string,
  payload: Readonly<Record<string, unknown>>,
): void {
  const installation = installationOf(world, repository);
  if (installation === undefined || !isWanted(world, event)) return;
  void world.hooks.send({
    event,
    action: typeof payload.action === 'string' ? payload.action : null,
    installation: installation.id,
    repository: repository.id,
    payload: { ...payload, ...aboutJson(world, repository, sender) },
  });
}

/** Events about installations come without being asked for. */
function isWanted({ app }: World, event: string): boolean {
  return app.events === undefined || app.events.includes(event) || event.startsWith('installation');
}
