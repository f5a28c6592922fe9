/** Rules that stand in a file beside others: in a mapping under their names, or in a list, where they have none. */
import { namesAt } from '../../config/each/read.ts';
import { partName } from '../../config/each/write-out.ts';
import { compileRead, pointerTokens, toPointer } from '../../document/pointer.ts';

/** One pointer for all of them, if they differ in their names alone and no two would be called the same. */
export function eachOf(value: unknown, rules: readonly (readonly string[])[], apart: number): string | undefined {
  const [first = []] = rules;
  const starred = (tokens: readonly string[]) => tokens.map((token, index) => (index === apart ? '*' : token));
  const each = toPointer(starred(first));
  const names = new Set(rules.map((tokens) => partName(tokens[apart] ?? '')));
  const isUniform =
    rules.every((tokens) => toPointer(starred(tokens)) === each) && !starred(first).includes('*', apart + 1);
  // What stands beside the rules at such a place would be a rule, too.
  return isUniform && names.size === rules.length && namesAt(value, each).length === rules.length ? each : undefined;
}

/** Pointers that lead through mappings alone. */
export function namedParts(value: unknown, parts: readonly string[]): string[] {
  return parts.filter((pointer) => listOn(value, pointer) === undefined);
}

/** Why those in lists are left out, a sentence a list. */
export function explainLists(path: string, value: unknown, parts: readonly string[]): string[] {
  const lists = Map.groupBy(parts, (pointer) => listOn(value, pointer));
  return [...lists].flatMap(([list, [first, ...others]]) =>
    list === undefined || first === undefined || others.length === 0
      ? []
      : [`left out: ${explainList(path, list, others.length + 1, first)}`],
  );
}

function explainList(path: string, list: string, rules: number, first: string): string {
  return (
    `${path} holds ${rules} rules in a list${list === '' ? '' : ` at ${list}`}, where they have no names. In a mapping from names to rules, each is ` +
    `found again wherever it stands; one of a list can be named by its place alone: ${path}#${first}`
  );
}

/** Pointer to the first list on the way. */
function listOn(value: unknown, pointer: string): string | undefined {
  const tokens = pointerTokens(pointer);
  const ways = tokens.map((_, depth) => toPointer(tokens.slice(0, depth)));
  return ways.find((way) => Array.isArray(compileRead(way)(value)));
}
