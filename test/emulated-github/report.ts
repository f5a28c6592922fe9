/** Where things stand, in a few lines: for the message of a test that waited in vain. */
import type { Books } from './server.ts';
import type { World } from './world.ts';

const LATEST = 15;

export function report(world: World, { requests, violations }: Books): string {
  const runs = world.repositories.flatMap(({ fullName, runs }) =>
    runs.map(
      ({ name, headSha, externalId, status, conclusion, output }) =>
        `${fullName} ${headSha.slice(0, 7)} ${name} (${externalId}): ${conclusion ?? status}, ${output.title ?? 'no title'}`,
    ),
  );
  return [
    section('check runs', runs),
    section(
      'webhooks',
      world.hooks.log.map(({ event, action, statusCode }) => `${event}.${action ?? ''} → ${statusCode}`),
    ),
    section(
      'requests',
      requests.map(({ method, path, status, who }) => `${status} ${method} ${path} (${who})`),
    ),
    section('violations', violations),
  ].join('\n');
}

function section(name: string, lines: readonly string[]): string {
  const shown = lines.slice(-LATEST).map((line) => `  ${line}`);
  return [`${name}: ${lines.length}${lines.length > LATEST ? `, the last ${LATEST}:` : ''}`, ...shown].join('\n');
}
