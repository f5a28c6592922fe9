/**
 * `allOf`, `anyOf` and `oneOf`. Branches are matched whatever their order; then it is tried to prove that one side as a
 * whole implies the other, since a branch that went may be covered by one that stayed.
 */

import { isObject, own } from '../../keywords.ts';
import { type Effects, leak, limit } from '../effects.ts';
import { type Finding, inBase, inHead, type Pair, seenAs } from '../finding.ts';
import { type Conjunct, inner, type View } from '../view.ts';
import { disjoint } from './disjoint.ts';
import { areComparable, matchBranches } from './match-branches.ts';

type Combinator = 'allOf' | 'anyOf' | 'oneOf';

/** Branches and how they are combined; a schema without the keyword is one branch: itself. */
interface Formula {
  readonly combinator: Combinator;
  readonly branches: readonly Conjunct[];
  /** No document can match two branches. */
  readonly disjoint: boolean;
}

export function checkCombinators(pair: Pair): Finding[] {
  const switched = checkSwitch(pair);
  if (switched) return [switched];
  return [...checkAllOf(pair), ...checkChoice(pair, 'anyOf'), ...checkChoice(pair, 'oneOf')];
}

/** One keyword became another: `oneOf` became `anyOf`. */
function checkSwitch(pair: Pair): Finding | undefined {
  const only = (some: View, other: View) =>
    COMBINATORS.filter((keyword) => branchesOf(some, keyword).length > 0 && branchesOf(other, keyword).length === 0);
  const [from, ...moreFrom] = only(pair.base, pair.head);
  const [to, ...moreTo] = only(pair.head, pair.base);
  if (!from || !to || moreFrom.length + moreTo.length > 0) return undefined;
  const effects = effectsOf(pair, formulaOf(pair.base, from, pair.viewBase), formulaOf(pair.head, to, pair.viewHead));
  return inHead(pair, 'combinator-changed', [to], `${from} became ${to}`, effects);
}

function checkAllOf(pair: Pair): Finding[] {
  const base = formulaOf(pair.base, 'allOf', pair.viewBase);
  const head = formulaOf(pair.head, 'allOf', pair.viewHead);
  const { pairs, added, removed } = matchBranches(base.branches, head.branches, pair.relate);
  const findings = [
    ...pairs.flatMap(([before, after]) => pair.compare(before.place, after.place)),
    ...added.map(({ tokens }) => inHead(pair, 'all-of-branch-added', tokens, 'one more schema must match')),
    ...removed.map(({ tokens }) => inBase(pair, 'all-of-branch-removed', tokens, 'one schema less must match')),
  ];
  return bounded(pair, findings, withWhole(base, pair.base), withWhole(head, pair.head));
}

const CHOICES = {
  anyOf: {
    added: 'any-of-added',
    removed: 'any-of-removed',
    more: 'any-of-branch-added',
    fewer: 'any-of-branch-removed',
  },
  oneOf: {
    added: 'one-of-added',
    removed: 'one-of-removed',
    more: 'one-of-branch-added',
    fewer: 'one-of-branch-removed',
  },
} as const;

function checkChoice(pair: Pair, keyword: 'anyOf' | 'oneOf'): Finding[] {
  const kinds = CHOICES[keyword];
  const base = formulaOf(pair.base, keyword, pair.viewBase);
  const head = formulaOf(pair.head, keyword, pair.viewHead);
  if (base.branches.length === 0 && head.branches.length === 0) return [];
  if (base.branches.length === 0) {
    const found = inHead(pair, kinds.added, [keyword], `${keyword} was added`);
    return bounded(pair, [found], whole(pair.base), head);
  }
  if (head.branches.length === 0) {
    const found = inBase(pair, kinds.removed, [keyword], `${keyword} was removed`);
    return bounded(pair, [found], base, whole(pair.head));
  }
  const { pairs, added, removed } = matchBranches(base.branches, head.branches, pair.relate);
  const findings = [
    ...pairs.flatMap(([before, after]) => pair.compare(before.place, after.place)),
    ...added.map(({ tokens }) => inHead(pair, kinds.more, tokens, `a branch of ${keyword} was added`)),
    ...removed.map(({ tokens }) => inBase(pair, kinds.fewer, tokens, `a branch of ${keyword} was removed`)),
  ];
  // Where branches overlap, a wider branch may make two match, and `oneOf` reject.
  const exclusive = keyword === 'anyOf' || (base.disjoint && head.disjoint);
  return bounded(pair, exclusive ? findings : seenAs(findings, leak), base, head);
}

/**
 * What a schema with a choice and one without do at most, taken as wholes: `type: [string, 'null']` says what `anyOf` of both
 * says. Beside the choice other keywords may narrow it further, so one direction may stay open.
 */
export function choiceEffects(pair: Pair): Effects {
  for (const keyword of ['anyOf', 'oneOf'] as const) {
    const base = formulaOf(pair.base, keyword, pair.viewBase);
    const head = formulaOf(pair.head, keyword, pair.viewHead);
    if (base.branches.length > 0 === head.branches.length > 0) continue;
    const isOfBase = base.branches.length > 0;
    const view = isOfBase ? pair.base : pair.head;
    const isAlone = view.conjuncts.length === 0 && Object.keys(view.constraints).length === 1;
    const effects = isOfBase ? effectsOf(pair, base, whole(pair.head)) : effectsOf(pair, whole(pair.base), head);
    return {
      accepts: isOfBase && !isAlone ? 'yes' : effects.accepts,
      rejects: isOfBase || isAlone ? effects.rejects : 'yes',
    };
  }
  return { accepts: 'yes', rejects: 'yes' };
}

const COMBINATORS = ['allOf', 'anyOf', 'oneOf'] as const satisfies readonly Combinator[];

function branchesOf(view: View, combinator: Combinator): readonly Conjunct[] {
  if (combinator === 'allOf') return view.conjuncts;
  const list = view.constraints[combinator];
  if (!Array.isArray(list)) return [];
  return list.flatMap((_, index) => {
    const tokens = [combinator, String(index)];
    const place = inner(view, ...tokens);
    return place ? [{ tokens, place }] : [];
  });
}

function formulaOf(view: View, combinator: Combinator, look: (place: Conjunct['place']) => View): Formula {
  const branches = branchesOf(view, combinator);
  const exclusive =
    combinator === 'oneOf' &&
    disjoint(
      branches.map(({ place }) => look(place)),
      look,
    );
  return { combinator, branches, disjoint: exclusive };
}

function whole(view: View): Formula {
  return { combinator: 'anyOf', branches: [{ tokens: [], place: view.place }], disjoint: true };
}

/** A schema implies itself, whatever its `allOf` says. */
function withWhole(formula: Formula, view: View): Formula {
  return { ...formula, branches: [...formula.branches, ...whole(view).branches] };
}

function bounded(pair: Pair, findings: readonly Finding[], base: Formula, head: Formula): Finding[] {
  if (findings.every(({ accepts, rejects }) => accepts === 'no' && rejects === 'no')) return [...findings];
  const bound = effectsOf(pair, base, head);
  return seenAs(findings, (effects) => limit(effects, bound));
}

/** What cannot be ruled out is taken to happen. */
function effectsOf(pair: Pair, base: Formula, head: Formula): Effects {
  if (!areComparable(base.branches, head.branches)) return { accepts: 'yes', rejects: 'yes' };
  const forth = implies(base, head, (before, after) => pair.settle(before.place, after.place)?.rejects === 'no');
  const back = implies(head, base, (after, before) => pair.settle(before.place, after.place)?.accepts === 'no');
  return { accepts: back ? 'no' : 'yes', rejects: forth ? 'no' : 'yes' };
}

/** True only where every document that matches the one formula is sure to match the other. */
function implies(from: Formula, to: Formula, covers: (one: Conjunct, other: Conjunct) => boolean): boolean {
  const alone = (one: Conjunct): boolean => {
    switch (to.combinator) {
      case 'allOf':
        return to.branches.every((other) => covers(one, other));
      case 'anyOf':
        return to.branches.some((other) => covers(one, other));
      case 'oneOf':
        return to.disjoint && to.branches.some((other) => covers(one, other));
    }
  };
  if (from.combinator !== 'allOf') return from.branches.flatMap(casesOf).every(alone);
  if (to.combinator !== 'allOf') return from.branches.some(alone);
  return to.branches.every((other) => from.branches.some((one) => covers(one, other)));
}

/** More values than these are taken together. */
const MOST_CASES = 50;

/** A branch that lists its values or types is a case for each: one branch on the other side may take the first, and another the second. */
function casesOf(branch: Conjunct): Conjunct[] {
  const { schema, pointer } = branch.place;
  if (!isObject(schema)) return [branch];
  for (const keyword of ['enum', 'type']) {
    const listed = own(schema, keyword);
    if (!Array.isArray(listed) || listed.length < 2 || listed.length > MOST_CASES) continue;
    return listed.map((value, index) => ({
      tokens: branch.tokens,
      place: { ...branch.place, pointer: `${pointer}/${keyword}/${index}`, schema: { ...schema, [keyword]: [value] } },
    }));
  }
  return [branch];
}
