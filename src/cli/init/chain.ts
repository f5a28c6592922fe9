/** Rules and models that read each other's results, in order, and how well traffic goes with them. */
import { basename } from 'node:path';
import { isThere } from '../../artifacts/leads.ts';
import { toPointer } from '../../document/pointer.ts';
import type { FoundRules } from './classify.ts';
import { ENOUGH } from './fits.ts';
import { outputName } from './guess-outputs.ts';
import { nestedPlace } from './places.ts';

/** Rules whose results this one reads, before it. */
export function upstream(rule: FoundRules, all: readonly FoundRules[]): FoundRules[] {
  const found = new Set<FoundRules>();
  visit(rule);
  found.delete(rule);
  return [...found];

  function visit(reader: FoundRules): void {
    for (const other of all) {
      if (other === rule || found.has(other) || !reader.reads?.some(([first]) => first === intoOf(other))) continue;
      visit(other);
      found.add(other);
    }
  }
}

/** `by`: what of the traffic says what production answered. 0 where it does not go with the rules. */
export function chainFit(
  chain: readonly FoundRules[],
  documents: readonly unknown[],
  by: 'envelope' | 'record' | undefined,
): number {
  const reads = chain.flatMap((rule) => rule.reads ?? []).length;
  // What a model's own envelope says is its answer, for sure.
  const answered = by === undefined ? 0 : by === 'record' ? 0.01 : 0.02;
  if (by === undefined && chain.some(({ readsRecord }) => readsRecord)) return 0;
  // Nobody can say what it reads: any traffic may be meant, and trying it tells.
  if (chain.every((rule) => rule.reads === undefined)) return 0.01 + answered;
  const fit = reads === 0 ? 0 : 1 - unread(chain, documents).length / reads;
  return fit >= ENOUGH ? fit + answered : 0;
}

/** Paths that are neither in the documents nor written by a rule of the chain. */
export function unread(chain: readonly FoundRules[], documents: readonly unknown[]): (readonly string[])[] {
  const written = new Set(chain.map(intoOf));
  return chain.flatMap((rule) => {
    const places = new Map(inputPlaces(rule, documents));
    return (rule.reads ?? []).filter(
      (path) => !written.has(path[0] ?? '') && !isThere(documents, path) && !places.has(path[0] ?? ''),
    );
  });
}

export function inputsOf(
  rule: FoundRules,
  documents: readonly unknown[],
): { inputs?: Readonly<Record<string, string>> } {
  const places = inputPlaces(rule, documents);
  return places.length === 0 ? {} : { inputs: Object.fromEntries(places) };
}

/** Inputs of a model that are not at the top of the documents, and where each stands. */
function inputPlaces({ takesInputs, reads = [] }: FoundRules, documents: readonly unknown[]): [string, string][] {
  if (!takesInputs) return [];
  return reads.flatMap((path): [string, string][] => {
    const [name, inner] = path;
    if (name === undefined || inner !== undefined || isThere(documents, path)) return [];
    const place = nestedPlace(documents, name);
    return place ? [[name, toPointer(place)]] : [];
  });
}

export function ruleFit({ reads = [] }: FoundRules, documents: readonly unknown[]): number {
  return reads.length === 0 ? 0 : reads.filter((path) => isThere(documents, path)).length / reads.length;
}

/** The member that a rule's result is written to: the file's name, where nothing says another. */
export function intoOf({ path, name, into }: FoundRules): string {
  if (into !== undefined) return into;
  return outputName(name ?? stemOf(path)).replaceAll('-', '_');
}

/** `rules/fare-limit.rules.json` → `fare-limit`; of a name that says nothing its folder's: `models/churn/v3/model.json` → `churn`. */
export function stemOf(path: string): string {
  const own = basename(path).replace(/([._-](rules?|logic|jsonlogic|schema|policy))?\.[^.]+$/i, '');
  if (!saysNothing.test(own)) return own;
  const folders = path.split('/').slice(0, -1);
  return folders.findLast((folder) => !saysNothing.test(folder)) ?? own;
}

/** What files and folders are called by what sort of thing is in them, by where they are kept, or by a version. */
const saysNothing =
  /^(models?|boosters?|weights|rules?|schemas?|prompts?|templates?|index|main|default|latest|current|prod(uction)?|artifacts?|assets|src|lib|app|config|data|v?\d+([._-]\d+)*)$/i;
