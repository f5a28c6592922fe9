/**
 * Names of the variables that a template renders, told by its text alone: enough to find the traffic that it is made for.
 * What a template binds itself (items of a loop, what it sets) is none of them.
 */

/** What stands within braces, and how names of no variable are told there. */
export interface Tags {
  /** Comments, and texts that are not read. */
  readonly ignored: RegExp;
  /** One tag: its inside in the first group that matched. */
  readonly tag: RegExp;
  readonly variablesIn: (inside: readonly string[]) => readonly string[];
}

/** Paths of variables, each once: `params.limit` of the params, and of others the name alone. */
export function variablesOf(text: string, { ignored, tag, variablesIn }: Tags): string[][] {
  const inside = [...text.replace(ignored, '').matchAll(tag)].map((match) => match.slice(1).find(Boolean) ?? '');
  const names = new Set(variablesIn(inside));
  return [...names].map((name) => name.split('.'));
}

const WORDS = new Set(
  'if elif elsif else endif for endfor in and or not is set endset macro endmacro call endcall filter endfilter block endblock true false none null nil True False None loop forloop assign capture endcapture unless endunless case when endcase with without context break continue contains blank empty recursive scoped by limit offset reversed import from include extends raw endraw do cycle increment decrement render'.split(
    ' ',
  ),
);

/** Jinja and Liquid: expressions in `{{ }}`, statements in `{% %}`. */
export const STATEMENTS: Tags = {
  ignored: /\{#[\s\S]*?#\}|\{%-?\s*(comment|raw)\s*-?%\}[\s\S]*?\{%-?\s*end\1\s*-?%\}/g,
  tag: /\{\{-?([\s\S]*?)-?\}\}|\{%-?([\s\S]*?)-?%\}/g,
  variablesIn(inside) {
    const code = inside.map((text) => text.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g, "''"));
    const own = new Set(code.flatMap(boundIn));
    return code.flatMap((text) => {
      // Filters, tests, functions, names of arguments, and members are no variables.
      const plain = text.replace(/\|\s*\w+:?/g, ' ').replace(/\bis\s+(not\s+)?\w+/g, ' ');
      return [...plain.matchAll(/(?<![\w.$])([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)(?!\w)(?!\s*(?:\(|=(?!=)|:))/g)]
        .map(([, path = '']) => shortened(path))
        .filter((name) => !WORDS.has(name) && !own.has(name.split('.')[0] ?? ''));
    });
  },
};

function boundIn(text: string): string[] {
  const bound = /^\s*(?:for\s+([\w\s,]+?)\s+in\b|(?:set|assign|capture|macro|increment|decrement)\s+([\w\s,]+))/.exec(
    text,
  );
  const parameters = /^\s*macro\s+\w+\s*\(([^)]*)\)/.exec(text)?.[1] ?? '';
  return [bound?.[1], bound?.[2], parameters].flatMap((names) => names?.match(/[A-Za-z_]\w*/g) ?? []);
}

/** Blocks of Handlebars that leave the names within them what they are. */
const SAME_NAMES = new Set(['if', 'unless', 'ifEquals', 'unlessEquals']);
const OWN_NAMES = new Set([
  ...['each', 'with', 'lookup', 'log', 'else', 'this', 'true', 'false', 'null', 'undefined', 'as'],
  ...['role', 'history', 'section', 'media', 'json', ...SAME_NAMES],
]);

/** Handlebars and Mustache. Within blocks of items the names are those of the items, so only what stands outside is told. */
export const BLOCKS: Tags = {
  ignored: /\{\{~?!--[\s\S]*?--~?\}\}|\{\{~?![\s\S]*?\}\}|^---\n[\s\S]*?\n---\n/g,
  tag: /\{\{\{([\s\S]*?)\}\}\}|\{\{~?([\s\S]*?)~?\}\}/g,
  variablesIn(inside) {
    const open: boolean[] = [];
    return inside.flatMap((text) => {
      const [, sign = '', code = ''] = /^\s*([#^/>&]?)([\s\S]*)$/.exec(text) ?? [];
      const isOutside = !open.includes(true);
      const [head = ''] = code.trim().split(/\s/);
      if (sign === '/') open.pop();
      if (sign === '#' || sign === '^') open.push(!SAME_NAMES.has(head));
      return sign === '/' || sign === '>' || !isOutside ? [] : namesIn(code);
    });
  },
};

function namesIn(code: string): string[] {
  const plain = code
    .replace(/"[^"]*"|'[^']*'/g, ' ')
    .replace(/[\w-]+=/g, ' ')
    .replace(/\bas\s*\|[^|]*\|/g, ' ');
  return [...plain.matchAll(/(?<![\w.@/-])([A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*)/g)]
    .map(([, path = '']) => shortened(path))
    .filter((name) => !OWN_NAMES.has(name));
}

/** Members of a variable may be there or not; of params they are what a file of params is told by. */
function shortened(path: string): string {
  return path.startsWith('params.') ? path : (path.split('.')[0] ?? path);
}
