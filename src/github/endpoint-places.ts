/** Reads WEIR_ENDPOINTS: which endpoints the App may ask, and with which secrets. `settings.ts` calls it. */
import type { Problem } from '../errors.ts';

const NAME = 'WEIR_ENDPOINTS';

/** Hosts that may be asked. */
export interface EndpointPlace {
  readonly protocol: 'https:' | 'http:';
  /** `*.` in front for all below. */
  readonly hostname: string;
  /** Empty for that of the protocol. */
  readonly port: string;
  /** Name of the environment variable with a secret that may be sent there. */
  readonly secret?: string;
}

/** `scorer.acme.example=SCORER_TOKEN *.preview.acme.example http://localhost:8080`. What is wrong is added to the problems. */
export function readEndpoints(env: Readonly<Record<string, string | undefined>>, problems: Problem[]): EndpointPlace[] {
  const items = (env[NAME] ?? '').split(/[\s,]+/).filter((item) => item !== '');
  return items.flatMap((item) => {
    const [, protocol = 'https', hostname, port = '', secret] =
      /^(?:(https?):\/\/)?((?:\*\.)?[\w-]+(?:\.[\w-]+)*)(?::(\d{1,5}))?(?:=([A-Za-z_]\w*))?$/.exec(item) ?? [];
    if (hostname === undefined) {
      const expected = 'hosts, separated by spaces, as scorer.acme.example=SCORER_TOKEN *.preview.acme.example';
      problems.push({ message: `${NAME} is wrong`, found: item, expected });
      return [];
    }
    if (secret !== undefined && !env[secret]) {
      problems.push({ message: `${NAME} names the variable ${secret}, which is not set` });
      return [];
    }
    const place = { hostname: hostname.toLowerCase(), port, ...(secret !== undefined && { secret }) };
    return [{ protocol: protocol === 'http' ? 'http:' : 'https:', ...place }];
  });
}

/** Why the App does not ask this address, with this secret; undefined where it does. */
export function refusesEndpoint(
  places: readonly EndpointPlace[],
  { protocol, hostname, port }: URL,
  secret: string | undefined,
): string | undefined {
  const own = places.filter(
    (place) => place.protocol === protocol && place.port === port && isWithin(hostname, place.hostname),
  );
  if (own.length === 0) return `whoever runs this App has not let it ask ${hostname} (${NAME}); the Action may`;
  if (secret === undefined || own.some((place) => place.secret === secret)) return undefined;
  return `whoever runs this App has not let it send ${secret} to ${hostname} (${NAME})`;
}

function isWithin(hostname: string, pattern: string): boolean {
  return pattern.startsWith('*.') ? hostname.endsWith(pattern.slice(1)) : hostname === pattern;
}
