/**
 * The files of a window, by the time that their folders or names spell. A window ends with the newest of them and not with
 * the clock's time, so that the same files give the same verdict tomorrow.
 */
import { decoded } from '../../document/decoded.ts';
import { standsApart } from './apart.ts';
import { windowLength } from './length.ts';

export type Picked<T> =
  | { readonly files: readonly T[]; readonly without?: undefined; readonly apart?: string }
  /** The name of one that spells no time. */
  | { readonly without: string; readonly apart?: undefined };

/**
 * Those whose time is later than the newest less the window: `7d` of days are seven days. `apart` says why they cannot be
 * the newest, where they look like that.
 */
export function pickFiles<T extends { readonly name: string }>(
  files: readonly T[],
  partition: string,
  window: string,
): Picked<T> {
  const times = new Map<T, number>();
  const find = timeFinder(partition);
  for (const file of files) {
    const time = find(file.name);
    if (time === undefined) return { without: file.name };
    times.set(file, time);
  }
  const newest = latest([...times.values()]);
  const length = windowLength(window);
  const [inside, outside] = [
    [...times.values()].filter(isInside),
    [...times.values()].filter((time) => !isInside(time)),
  ];
  const edges = { before: latest(outside), from: inside.reduce((a, b) => Math.min(a, b), newest), to: newest };
  const apart = standsApart(edges, window, length);
  return { files: files.filter((file) => isInside(times.get(file) ?? 0)), ...(apart !== undefined && { apart }) };

  function isInside(time: number): boolean {
    return time > newest - length;
  }
}

function latest(times: readonly number[]): number {
  return times.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
}

const DIGITS: Readonly<Record<string, string>> = { yyyy: '\\d{4}', MM: '\\d{2}', dd: '\\d{2}', HH: '\\d{2}' };

/** Milliseconds since 1970 in UTC, by whole folders or by a name up to one of its dots. */
function timeFinder(partition: string): (name: string) => number | undefined {
  const pattern = partition
    .replace(/^\/|\/$/g, '')
    .split(/(\{(?:yyyy|MM|dd|HH)\})/)
    .map((part, index) =>
      index % 2 === 0 ? RegExp.escape(part) : `(?<${part.slice(1, -1)}>${DIGITS[part.slice(1, -1)]})`,
    )
    .join('');
  const regex = new RegExp(`(?<=^|/)${pattern}(?=/|\\.|$)`, 'g');
  return (name) => {
    // Hive writes some characters of a folder's name as URLs do.
    const { yyyy, MM = '', dd = '', HH = '00' } = [...decoded(name).matchAll(regex)].at(-1)?.groups ?? {};
    if (yyyy === undefined) return undefined;
    const text = `${yyyy}-${MM}-${dd}T${HH}:00:00.000Z`;
    const time = Date.parse(text);
    // The 30th of February is no day.
    return Number.isNaN(time) || new Date(time).toISOString() !== text ? undefined : time;
  };
}
