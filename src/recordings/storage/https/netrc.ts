/**
 * What `.netrc` says of a host: the place where curl, git and others look for names and passwords of web servers.
 * https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html
 */
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** For the header `Authorization`; undefined where the file has nothing for this host. `NETRC` names another file. */
export async function authorizationFor(host: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const text = await readFile(env.NETRC || join(homedir(), '.netrc'), 'utf8').catch(() => '');
  const { login, password } = entryFor(host, text) ?? {};
  if (login === undefined && password === undefined) return undefined;
  return `Basic ${Buffer.from(`${login ?? ''}:${password ?? ''}`).toString('base64')}`;
}

interface Entry {
  login?: string;
  password?: string;
}

/** The first `machine` of that name, else the `default`. A `macdef` lasts until an empty line. */
function entryFor(host: string, text: string): Entry | undefined {
  const words = text.replace(/^macdef[^\n]*\n(?:[^\n]+\n)*/gm, '').match(/"[^"]*"|\S+/g) ?? [];
  let entry: Entry | undefined;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    const value = words[at + 1]?.replace(/^"(.*)"$/, '$1');
    if (word === 'machine' || word === 'default') {
      if (entry) return entry;
      if (word === 'default' || value === host) entry = {};
    } else if (entry && (word === 'login' || word === 'password')) entry[word] = value;
    if (word !== 'default') at += 1;
  }
  return entry;
}
