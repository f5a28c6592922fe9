/**
 * Which HTML is still open at a place in a comment: what stands in `<blockquote>`, in `<code>` or in a comment is not the
 * writer's plain text, also where blank lines make it paragraphs of their own. Called by `own-lines.ts`.
 */

/** Names of open elements, the outermost first; `unfinished` where a tag or comment has no end yet. */
export type HtmlState = readonly string[] | 'in a comment' | 'unfinished';

export const plainHtml: HtmlState = [];

const token =
  /<!--(?:>|->|[\s\S]*?(?:-->|--!>))|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<![a-z][^>]*>|<(\/?)([a-z][a-z0-9-]*)((?:[^"'>]|"[^"]*"|'[^']*')*)>/gi;

/**
 * The state after some more HTML. Elements of no name that HTML has are left out, as GitHub leaves them out: people write
 * `<pipeline>`, as the help does.
 */
export function readHtml(state: HtmlState, source: string): HtmlState {
  if (state === 'unfinished') return state;
  if (state === 'in a comment') {
    const end = source.indexOf('-->');
    return end < 0 ? state : readHtml(plainHtml, source.slice(end + 3));
  }
  const open = [...state];
  for (const [, slash, name = ''] of source.matchAll(token)) {
    const element = name.toLowerCase();
    if (!elements.has(element)) continue;
    if (slash === '') open.push(element);
    else if (open.includes(element)) open.length = open.lastIndexOf(element);
  }
  const rest = source.replace(token, ' ');
  if (/<!--/.test(rest)) return 'in a comment';
  if (/<[a-z/!?]/i.test(rest)) return 'unfinished';
  return open.length === 0 ? plainHtml : open;
}

/** True where a line has a tag of an element in it. */
export function hasElement(line: string): boolean {
  return [...line.matchAll(token)].some(([, , name = '']) => elements.has(name.toLowerCase()));
}

/** Those that have an end and can change how the text in them is shown. A paragraph does not. */
const elements = new Set(
  `a abbr address article aside audio b bdi bdo big blockquote body button canvas caption center cite code colgroup data
  datalist dd del details dfn dialog dir div dl dt em fieldset figcaption figure font footer form frameset h1 h2 h3 h4 h5
  h6 head header hgroup html i iframe ins kbd label legend li main map mark marquee math menu meter nav noembed noframes
  noscript object ol optgroup option output picture plaintext pre progress q rp rt ruby s samp script search section
  select slot small span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time
  title tr tt u ul var video xmp`.split(/\s+/),
);
