/** Rules that stand in a file beside others: in a mapping under their names, or in a list, where they have none. */
import { looksLikeRule } from '../../artifacts/rules/json-logic/reads.ts';
import { dialect as reference } from '../../artifacts/rules/json-logic-js/operators.ts';
import { isObject } from '../../artifacts/schema/json-schema/keywords.ts';
import { namesAt, partName } from '../../config/each.ts';
import { toPointer } from '../../document/pointer.ts';
import { parseSource } from '../../document/source.ts';
import { WeirError } from '../../errors.ts';
import { quietly } from './quietly.ts';

/** Pointers to the rules of a mapping, as deep as people put them. */
export function namedRules(value: unknown, at: readonly string[] = []): string[] {
  if (!isObject(value) || at.length > DEEPEST) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    looksLikeRule(member, reference) ? [toPointer([...at, key])] : namedRules(member, [...at, key]),
  );
}

const DEEPEST = 3;

interface ListOfRules {
  readonly pointer: string;
  readonly rules: number;
  /** Of the first rule. */
  readonly first: string;
}

/** Lists whose items are rules or hold one, as deep as people put them. */
function listsOfRules(value: unknown, at: readonly string[] = []): ListOfRules[] {
  if (Array.isArray(value)) {
    const rules = value.flatMap((item, index) => {
      const place = [...at, String(index)];
      const [pointer] = looksLikeRule(item, reference) ? [toPointer(place)] : namedRules(item, place);
      return pointer ?? [];
    });
    const [first, another] = rules;
    return first && another ? [{ pointer: toPointer(at), rules: rules.length, first }] : [];
  }
  if (!isObject(value) || at.length > DEEPEST) return [];
  return Object.entries(value).flatMap(([key, member]) => listsOfRules(member, [...at, key]));
}

/** A file of rules that would be taken for a list of records. */
export function isListOfRules(text: string, path: string): boolean {
  const source = quietly(() => parseSource(text, path, WeirError, () => {}));
  return Array.isArray(source?.value) && listsOfRules(source.value).length > 0;
}

export function explainLists(path: string, value: unknown): string[] {
  return listsOfRules(value).map((list) => `left out: ${explainList(path, list)}`);
}

function explainList(path: string, { pointer, rules, first }: ListOfRules): string {
  return (
    `${path} holds ${rules} rules in a list${pointer === '' ? '' : ` at ${pointer}`}, where they have no names. In a mapping from names to rules, each is ` +
    `found again wherever it stands; one of a list can be named by its place alone: ${path}#${first}`
  );
}

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
