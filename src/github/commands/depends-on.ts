/**
 * Which pull requests a description says it belongs to: `Depends-On: acme/risk#12`, or the address, one or several behind it.
 * Only the writer's own lines count, as with commands. Pure.
 */
import { isTooLong, ownLines } from './own-lines.ts';

export interface NamedPull {
  /** `owner/name` */
  readonly repository: string;
  readonly number: number;
}

export interface DependsOn {
  /** Each once, as they are written. */
  readonly pulls: readonly NamedPull[];
  /** What stands behind a `Depends-On:` and names no pull request here, as it is written. */
  readonly unclear: readonly string[];
}

/** Where the description stands. */
export interface Place {
  /** `owner/name` */
  readonly repository: string;
  /** Of its pull request: addresses of other hosts are no pull requests here. */
  readonly url: string;
}

const LINE = /^\s{0,3}depends-on:(.*)$/i;
const NAME = /^(?:([A-Za-z\d][A-Za-z\d-]{0,38}\/[\w.-]{1,100}))?#(\d{1,9})$/;
const PATH = /^\/([A-Za-z\d][A-Za-z\d-]{0,38}\/[\w.-]{1,100})\/pull\/(\d{1,9})(?:\/.*)?$/;

/** True where a description may name others: most do not. */
export function mayDepend(body: string): boolean {
  return /depends-on:/i.test(body);
}

export function parseDependsOn(body: string, place: Place): DependsOn {
  if (!mayDepend(body)) return { pulls: [], unclear: [] };
  if (isTooLong(body)) return { pulls: [], unclear: ['a description too long to be read'] };
  const found = new Map<string, NamedPull>();
  const unclear = new Set<string>();
  for (const line of ownLines(body)) {
    const [, said] = LINE.exec(line) ?? [];
    if (said === undefined) continue;
    const words = said.split(/[\s,;]+/).filter((word) => word !== '' && word.toLowerCase() !== 'and');
    if (words.length === 0) unclear.add('nothing');
    for (const word of words) {
      const pull = pullIn(word, place);
      if (pull) found.set(`${pull.repository}#${pull.number}`.toLowerCase(), pull);
      else unclear.add(word);
    }
  }
  return { pulls: [...found.values()], unclear: [...unclear] };
}

function pullIn(word: string, { repository, url }: Place): NamedPull | undefined {
  const bare = word.replace(/^[<`(]+|[>`).]+$/g, '');
  const [, name = repository, number] = NAME.exec(bare) ?? [];
  if (number !== undefined) return { repository: name, number: Number(number) };
  if (!URL.canParse(bare) || !URL.canParse(url)) return undefined;
  const { host, pathname } = new URL(bare);
  const [, there, pull] = PATH.exec(pathname) ?? [];
  if (there === undefined || host !== new URL(url).host) return undefined;
  return { repository: there, number: Number(pull) };
}
