/** Where a version is asked, as base's weir.yml says, and why not. */
import type { Options } from '../../artifact.ts';
import type { Surroundings, VersionSide } from '../../outside.ts';
import { DEPLOYMENT, type Settings, settingsOf } from './settings.ts';

export type Address = { readonly url: URL } | { readonly refused: string };

export function addressOf(
  { endpoint, head, hosts, environment, secret }: Settings,
  options: Options = {},
  side: VersionSide,
  { deployment, refuses }: Surroundings,
): Address {
  const said = side === 'head' && head !== undefined ? head : endpoint;
  if (said !== DEPLOYMENT) return checked(said, secret, refuses);
  const deployed = deployment?.(environment) ?? { missing: 'nobody knows where the change is deployed' };
  if ('missing' in deployed) return { refused: deployed.missing };
  const { path = '' } = options;
  const address = `${deployed.address.replace(/\/$/, '')}${String(path)}`;
  const found = checked(address, secret, refuses);
  if ('refused' in found || hosts.some((host) => isHost(found.url.hostname, host))) return found;
  return {
    refused: `it is deployed at ${found.url.hostname}, which is none of the hosts that weir.yml lets a deployment have`,
  };
}

function checked(address: string, secret: string | undefined, refuses: Surroundings['refuses']): Address {
  if (!URL.canParse(address)) return { refused: 'its address is none' };
  const url = new URL(address);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return { refused: 'its address is not of the web' };
  if (url.username !== '' || url.password !== '')
    return { refused: 'its address holds a secret; name one by "secret"' };
  const refused = refuses(url, secret);
  return refused === undefined ? { url } : { refused };
}

function isHost(hostname: string, pattern: string): boolean {
  return pattern.startsWith('*.') ? hostname.endsWith(pattern.slice(1)) : hostname === pattern;
}

/** Why no record would be answered, told before any is replayed. Where the sides do not differ, both are base. */
export function refusedAddress(options: Options, surroundings: Surroundings, differs: boolean): string | undefined {
  const settings = settingsOf(options);
  for (const side of differs ? (['base', 'head'] as const) : (['base'] as const)) {
    const address = addressOf(settings, options, side, surroundings);
    if ('refused' in address) return address.refused;
  }
  const { secret } = settings;
  return secret !== undefined && !surroundings.environment[secret] ? `the environment has no ${secret}` : undefined;
}

/** Where head is asked at what is deployed of it. */
export function awaitedDeployment(options: Options): { readonly environment: string | undefined } | undefined {
  const { head, environment } = settingsOf(options);
  return head === DEPLOYMENT ? { environment } : undefined;
}
