/** Addresses of the App's pages, read and written in one place. Everything that is not exactly one of these is none. */
import { type CheckName, readCheckName, writeCheckName } from './check-name.ts';

/** Below WEIR_PUBLIC_URL, where GitHub sends people back to: the callback URL in the App's settings. */
export const LOGIN_PATH = '/login';

export type Address =
  | { readonly kind: 'login'; readonly query: URLSearchParams }
  | ({ readonly kind: 'report'; readonly name: CheckName; readonly form: 'html' | 'json' } & Place)
  | ({ readonly kind: 'pull'; readonly number: number } & Place)
  | ({ readonly kind: 'history' } & Place)
  | ({ readonly kind: 'map' } & Place);

interface Place {
  readonly owner: string;
  readonly repo: string;
}

/** Longer than any address of ours. */
const LONGEST = 4096;

/**
 * @param url path and query as the browser sent them. Nothing is decoded: no name on GitHub needs it.
 *
 * Undefined for any other.
 */
export function readAddress(url: string): Address | undefined {
  if (url.length > LONGEST) return undefined;
  const [path = '', search, ...rest] = url.split('?');
  if (rest.length > 0) return undefined;
  const query = new URLSearchParams(search);
  if (path === LOGIN_PATH) return { kind: 'login', query };
  const [, owner, repo, name, json] =
    /^\/reports\/(\w[\w-]{0,99})\/([\w.-]{1,100})(?:\/([\w-]{1,100})(\.json)?)?$/.exec(path) ?? [];
  if (owner === undefined || repo === undefined || /^\.+$/.test(repo)) return undefined;
  if (name === undefined) return listAddress({ owner, repo }, query.get('pull'));
  if (name === 'map' && json === undefined) return { kind: 'map', owner, repo };
  const check = readCheckName(name);
  return check && { kind: 'report', owner, repo, name: check, form: json === undefined ? 'html' : 'json' };
}

/** In one spelling, whatever else stood in the query. Begins with `/reports/`. */
export function writeAddress(address: Exclude<Address, { kind: 'login' }>): string {
  switch (address.kind) {
    case 'report': {
      const end = address.form === 'json' ? '.json' : '';
      return `${folderOf(address)}/${writeCheckName(address.name)}${end}`;
    }
    case 'pull':
      return `${folderOf(address)}?pull=${address.number}`;
    case 'history':
      return folderOf(address);
    case 'map':
      return `${folderOf(address)}/map`;
    default:
      throw new Error(`unknown address ${JSON.stringify(address satisfies never)}`);
  }
}

/** Without a slash at the end. */
export function folderOf({ owner, repo }: Place): string {
  return `/reports/${owner}/${repo}`;
}

function listAddress(place: Place, pull: string | null): Address | undefined {
  if (pull === null) return { kind: 'history', ...place };
  return /^[1-9]\d{0,9}$/.test(pull) ? { kind: 'pull', number: Number(pull), ...place } : undefined;
}
