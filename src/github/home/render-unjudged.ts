/** What the issue of a repository says whose pipelines are not judged when an upstream changes. Pure; names from outside stay text. */
import { block, cellCode, code, tableOf, text } from '../../report/markdown/escape.ts';
import { plain } from '../../report/plain.ts';
import type { Told } from '../findings/next.ts';
import { ownersLine } from './owners.ts';
import { markOf, type Unjudged } from './unjudged.ts';

const MOST_ROWS = 20;

export const TITLE = 'Not judged when an upstream changes';

/** With its mark. */
export function bodyOf(unjudged: Unjudged): string {
  const { reasons, life } = unjudged;
  const all = Object.entries(reasons);
  const [first] = all.map(([, reason]) => reason);
  const left = all.length - MOST_ROWS;
  const rows = all
    .slice(0, MOST_ROWS)
    .map(([pipeline, { because, name, pull }]) => [
      pipeline === '' ? 'all' : cellCode(plain(pipeline)),
      text(plain(because)),
      cellCode(plain(`${name}#${pull}`)),
    ]);
  return [
    markOf(unjudged),
    ...(life.snoozed === undefined ? [] : [`> Set aside until ${life.snoozed}, as it was closed as not planned.`]),
    '**Nobody can say what changes of an upstream do here.** Its checks say of these pipelines that they are not judged: that holds nothing up there, and protects nothing here.',
    ownersLine(all.flatMap(([, { owners }]) => owners)),
    tableOf(['pipeline', 'not judged, because', 'asked by'], rows),
    ...(left > 0 ? [`… and ${left} more.`] : []),
    ...(first ? ['The same in a clone of this repository:', block([commandFor(first)], 'sh')] : []),
    '<sub>Written anew with each check there. Once a push to the default branch mends it, or a later check there judges it, Weir closes this by itself.</sub>',
  ]
    .filter(Boolean)
    .join('\n\n');
}

export function saidOf(what: Told): string {
  switch (what) {
    case 'recovered':
      return 'Over: these pipelines are judged again.';
    case 'opened again':
      return 'It is back: please look at the text above.';
    case 'closed by hand':
      return 'This was closed and still holds, so it is open again, once. Closed once more it stays closed; closed as not planned it is not heard of for 90 days.';
    case 'snoozed long enough':
      return 'It was closed as not planned 90 days ago, and still holds.';
    default:
      return 'It still holds.';
  }
}

function commandFor({ name, base, head }: { readonly name: string; readonly base: string; readonly head: string }) {
  return plain(`weir check --with ${name}=../${name.split('/')[1]}@${base}..${head}`);
}

/** Where more people read than could read the upstream. */
export function withheld(): string {
  return `something is in the way that names files of the upstream; ${code('weir validate --with')} in a clone of both shows it`;
}
