/** Walks two schemas side by side, place by place, and lets every check look at each pair of views. */
import { equal } from '../../../../document/equal.ts';
import { isObject } from '../keywords.ts';
import { keyOf, type Library, type Place, referencesOf } from '../library.ts';
import { findAlike, type Labels } from './alike.ts';
import { choiceEffects } from './checks/combinators.ts';
import { CHECKS } from './checks.ts';
import { type Effects, limit, NONE, UNDECIDED, union } from './effects.ts';
import { looksAtTheSame } from './evaluated.ts';
import { type Finding, inHead, type Pair, seenAs } from './finding.ts';
import { kindOf } from './kinds.ts';
import { merge } from './merge.ts';
import { isEntangled, type View, viewOf } from './view.ts';
import { withinTypes } from './within-types.ts';

/** Comparisons after which a result may be reused although a recursion in it was cut: bounds the work, not the findings. */
const BUDGET = 20_000;
/** Findings handed on from comparison to comparison, after which each pair is compared by itself. */
const MOST_HANDED_ON = 500_000;
/** Comparisons inside of each other, which lie on the stack; what is further in is compared by itself afterwards. */
const DEEPEST = 100;
/** And so many more where the comparison only asks. */
const DEEPER = 50;

/** All changes between the two roots; one that is reached on several ways stands there once, with its strongest effects. */
export function compareSchemas(baseLibrary: Library, headLibrary: Library, labels?: Labels): readonly Finding[] {
  const isAlike = findAlike(baseLibrary, headLibrary, labels);
  const done = new Map<string, readonly Finding[]>();
  // What comparisons found that only ask how two schemas relate: in sum, since they report nothing.
  const asked = new Map<string, readonly Finding[]>();
  const open = new Map<string, number>();
  // The outermost comparison in progress that the one just finished ran into.
  let lowest = Number.POSITIVE_INFINITY;
  let work = 0;
  let handedOn = 0;
  let asking = 0;
  const postponed = new Map<string, readonly [Place, Place]>();
  const findings = [...compare(baseLibrary.root, headLibrary.root)];
  // A map grows while it is walked: what is compared later may be too deep again.
  for (const [base, head] of postponed.values()) {
    // What stands around them may turn their effects round.
    for (const found of compare(base, head)) findings.push(undecidedAtLeast(found));
  }
  return postponed.size > 0 ? merged(findings) : findings;

  function compare(from: Place, to: Place): readonly Finding[] {
    if (isAlike(from, to)) return [];
    const base = referredTo(baseLibrary, from);
    const head = referredTo(headLibrary, to);
    const key = `${keyOf(base)}\n${keyOf(head)}`;
    const known = done.get(key) ?? (asking > 0 ? asked.get(key) : undefined);
    if (known) return asking > 0 ? inSum(known) : known;
    const depth = open.size;
    const met = open.get(key);
    // Recursion: what differs there is already being found further out.
    if (met !== undefined) {
      lowest = Math.min(lowest, met);
      return [];
    }
    const isTooMuch = handedOn > MOST_HANDED_ON && depth > 0 && asking === 0;
    if (isTooMuch || depth >= DEEPEST + (asking > 0 ? DEEPER : 0)) {
      lowest = 0;
      if (asking > 0) return [unknown(base, head)];
      postponed.set(key, [base, head]);
      return [];
    }
    open.set(key, depth);
    const outside = lowest;
    lowest = Number.POSITIVE_INFINITY;
    work += 1;
    const all = check(viewOf(baseLibrary, base), viewOf(headLibrary, head));
    const findings = asking > 0 ? inSum(all) : merged(all);
    handedOn += findings.length;
    open.delete(key);
    // A result that leans on an unfinished one is true only inside of it.
    if (lowest >= depth || work > BUDGET) (asking > 0 ? asked : done).set(key, findings);
    lowest = Math.min(outside, lowest < depth ? lowest : Number.POSITIVE_INFINITY);
    return findings;
  }

  /** `undefined` where the answer leans on a comparison that is not finished: what is open proves nothing. */
  function settle(base: Place, head: Place): Effects | undefined {
    if (work > BUDGET) return isAlike(base, head) ? NONE : undefined;
    const outside = lowest;
    lowest = Number.POSITIVE_INFINITY;
    const findings = ask(base, head);
    const leans = lowest < open.size || work > BUDGET;
    lowest = Math.min(outside, lowest);
    return leans ? undefined : union(findings);
  }

  function ask(base: Place, head: Place): readonly Finding[] {
    asking += 1;
    const findings = compare(base, head);
    asking -= 1;
    return findings;
  }

  function check(base: View, head: View): readonly Finding[] {
    const [before, after] = conjunctsDiffer(base, head)
      ? [merge(baseLibrary, base), merge(headLibrary, head)]
      : [undefined, undefined];
    if (before && after) {
      const findings = checkPair(before, after);
      const isOneSided = base.conjuncts.length === 0 || head.conjuncts.length === 0;
      const isSame = findings.every(({ accepts, rejects }) => accepts === 'no' && rejects === 'no');
      if (isOneSided || isSame) return findings;
    }
    return checkPair(base, head);
  }

  function checkPair(bareBase: View, bareHead: View): readonly Finding[] {
    const base = likeOther(bareBase, bareHead);
    const head = likeOther(bareHead, bareBase);
    const pair: Pair = {
      base,
      head,
      compare: (below, above) => compare(below ?? anything(base.place), above ?? anything(head.place)),
      relate: (below, above) => union(ask(below ?? anything(base.place), above ?? anything(head.place))),
      settle: (below, above) => settle(below ?? anything(base.place), above ?? anything(head.place)),
      viewBase: (place) => viewOf(baseLibrary, place),
      viewHead: (place) => viewOf(headLibrary, place),
    };
    if (base.never && head.never) return [];
    if (head.never) return [inHead(pair, 'schema-closed', [], 'nothing is accepted any more')];
    if (base.never) return [inHead(pair, 'schema-opened', [], 'something is accepted now')];
    const findings = withinWhole(
      pair,
      CHECKS.flatMap((run) => withinTypes(pair, run, run(pair))),
    );
    if (!isEntangled(base) && !isEntangled(head)) return findings;
    const isSilent = findings.every(isDescription);
    if (!isSilent || looksAtTheSame(baseLibrary, base.place, headLibrary, head.place))
      return findings.map(undecidedAtLeast);
    return [...findings, inHead(pair, 'evaluated-changed', [], 'what counts as evaluated may be something else')];
  }
}

function withinWhole(pair: Pair, findings: readonly Finding[]): readonly Finding[] {
  if (findings.every(({ accepts, rejects }) => accepts === 'no' && rejects === 'no')) return findings;
  const bound = choiceEffects(pair);
  return seenAs(findings, (effects) => limit(effects, bound));
}

/** Something else must match beside the one schema than beside the other, going by the text. */
function conjunctsDiffer(base: View, head: View): boolean {
  const texts = ({ conjuncts }: View) => conjuncts.map(({ place }) => place.schema);
  return base.conjuncts.length + head.conjuncts.length > 0 && !equal(texts(base), texts(head));
}

/** A schema beside one that is nothing but a list of schemas that must match is read as such a list, of itself. */
function likeOther(view: View, other: View): View {
  const isList = other.conjuncts.length > 0 && Object.keys(other.constraints).length === 0;
  const isPlain = view.conjuncts.length === 0 && Object.keys(view.constraints).length > 0;
  return isList && isPlain ? { ...view, constraints: {}, conjuncts: [{ tokens: [], place: view.place }] } : view;
}

/** Stands for whatever two schemas too deep inside may differ in. */
function unknown(base: Place, head: Place): Finding {
  return { ...UNDECIDED, change: 'reference-changed', message: 'not compared', side: 'head', tokens: [], base, head };
}

/** One finding for all of them that have a say in how two schemas relate: what only describes has none. */
function inSum(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length < 2 && !findings.some(isDescription)) return findings;
  const [first, ...more] = findings.filter((found) => !isDescription(found));
  return first ? [{ ...first, ...union([first, ...more]) }] : [];
}

function isDescription({ change }: Finding): boolean {
  const { accepts, rejects } = kindOf(change);
  return accepts === 'no' && rejects === 'no';
}

/** Past references that stand alone, so that whoever refers to a schema, it is compared once. */
function referredTo(library: Library, place: Place): Place {
  const met = new Set<unknown>();
  for (let at = place; ; ) {
    const { schema } = at;
    if (!isObject(schema) || Object.keys(schema).length !== 1 || met.has(schema)) return met.has(schema) ? place : at;
    met.add(schema);
    const [reference] = referencesOf(library, at);
    if (reference?.keyword !== '$ref' || !reference.target) return at;
    at = reference.target;
  }
}

/** Where keywords depend on each other no direction is safe; descriptions stay descriptions. */
function undecidedAtLeast(found: Finding): Finding {
  return isDescription(found) ? found : { ...found, ...union([found, UNDECIDED]) };
}

/** The schema that an absent keyword stands for. One for all, at no pointer that a file can have: so recursion is met again. */
function anything(place: Place): Place {
  return { ...place, schema: true, pointer: '/~2' };
}

function merged(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length < 2) return findings;
  const byPlace = new Map<string, Finding>();
  for (const found of findings) {
    const key = [found.change, found.side, keyOf(found.base), keyOf(found.head), ...found.tokens].join('\n');
    const same = byPlace.get(key);
    byPlace.set(key, same ? { ...found, ...union([same, found]) } : found);
  }
  return [...byPlace.values()];
}
