/** What differs between the columns of two versions of a table, and between the members of an object in a column. */
import { covers, isAkin, isKnown } from './covers.ts';
import type { Change, Finding, LimitWay } from './finding.ts';
import type { Column, Limit, LimitName, Scalar, Spot } from './model.ts';
import { counterparts } from './pair.ts';
import { describeType } from './types.ts';

type Columns = ReadonlyMap<string, Column>;

const SAFE = { accepts: false, rejects: false, compatibility: 'safe' } as const;
/** Head refuses what base wrote. */
const STRICTER = { accepts: false, rejects: true, compatibility: 'breaking' } as const;
/** Who reads with base may meet what it does not know. */
const LOOSER = { accepts: true, rejects: false, compatibility: 'risky' } as const;
/** Who reads it finds nothing there. */
const GONE = { accepts: true, rejects: false, compatibility: 'breaking' } as const;
const SHIFTS = { accepts: false, rejects: false, compatibility: 'risky' } as const;
const UNDECIDED = { compatibility: 'risky' } as const;

/**
 * @param held what held a column that is gone
 * @param of what messages call the table, or the object
 */
export function compareColumns(base: Columns, head: Columns, held: Spot, of: string): Finding[] {
  const { pairs, removed, added } = counterparts(base, head);
  return [
    ...pairs.flatMap(([was, is]) => comparePair(was, is, `${of}.${is.name}`, of)),
    ...added.map((column) => addedColumn(column, `${of}.${column.name}`)),
    ...removed.map(({ name, spot }): Finding => {
      return { change: 'column-removed', message: `${of}.${name} removed`, at: held, base: spot, ...GONE };
    }),
  ];
}

function addedColumn({ spot, required, fallback }: Column, path: string): Finding {
  const isAsked = required !== undefined && !fallback;
  const more = isAsked ? ', required' : fallback ? ` with default ${fallback.text}` : '';
  const effect = isAsked ? STRICTER : SAFE;
  return { change: 'column-added', message: `${path} added${more}`, at: spot, head: spot, ...effect };
}

function comparePair(base: Column, head: Column, path: string, of: string): Finding[] {
  return [
    ...compareNames(base, head, of),
    ...compareTypes(base, head, path),
    ...compareRequired(base, head, path),
    ...compareFallbacks(base, head, path),
    ...compareAccepted(base, head, path),
    ...compareLimits(base, head, path),
    ...compareMembers(base, head, path),
    ...(base.items || head.items
      ? comparePair(base.items ?? anything(base.spot), head.items ?? anything(head.spot), `${path}[]`, path)
      : []),
  ];
}

/** Of an object of which nothing was said, what was written under a name that comes is not known. */
function compareMembers({ members: was }: Column, { members: is, spot }: Column, path: string): Finding[] {
  if (was || !is) return was ? compareColumns(was, is ?? new Map(), spot, path) : [];
  return [...is.values()].map((column): Finding => {
    const message = `${path}.${column.name} is now described${column.required ? ', and required' : ''}`;
    return { change: 'column-added', message, at: column.spot, head: column.spot, ...STRICTER };
  });
}

/** A column of which a contract says nothing. */
function anything(spot: Spot): Column {
  return { name: 'items', aliases: [], formerly: [], folds: false, spot, limits: new Map() };
}

function compareNames(base: Column, head: Column, of: string): Finding[] {
  const place = { at: head.spot, base: base.spot, head: head.spot };
  if (base.name !== head.name && !(base.folds && head.folds && base.name.toLowerCase() === head.name.toLowerCase())) {
    const message = `${of}.${base.name} renamed to ${head.name}`;
    return [{ change: 'column-renamed', message, ...place, ...GONE }];
  }
  const [was, is] = [base.aliases[0], head.aliases[0]];
  if (was === is) return [];
  const message = `${of}.${head.name}: called ${was ?? head.name} became ${is ?? head.name}`;
  return [{ change: 'column-relabelled', message, ...place, ...SHIFTS }];
}

function compareTypes({ type: was }: Column, { type: is, spot }: Column, path: string): Finding[] {
  if (!was && !is) return [];
  if (!was && is) {
    const message = `${path} must now be ${describeType(is.type)}`;
    return [{ change: 'type-added', message, at: is.spot, head: is.spot, ...STRICTER }];
  }
  if (was && !is) {
    const message = `${path} need no longer be ${describeType(was.type)}`;
    return [{ change: 'type-removed', message, at: spot, base: was.spot, ...LOOSER }];
  }
  if (!was || !is) return [];
  const [from, to] = [describeType(was.type), describeType(is.type)];
  if (from === to) return [];
  const place = { at: is.spot, base: was.spot, head: is.spot };
  if (!isKnown(was.type) || !isKnown(is.type)) {
    return [{ change: 'type-changed', message: `${path}: ${from} became ${to}`, ...place, ...UNDECIDED }];
  }
  const rejects = !covers(is.type, was.type);
  const accepts = !covers(was.type, is.type);
  const isKin = isAkin(was.type, is.type);
  const change: Change = !isKin || rejects === accepts ? 'type-changed' : rejects ? 'type-narrowed' : 'type-widened';
  return [
    {
      ...{ change, message: `${path}: ${from} became ${to}`, ...place },
      // Who computes with a number cannot go on with a text, though each of them could be loaded.
      ...{ accepts: accepts || !isKin, rejects, compatibility: rejects || !isKin ? 'breaking' : 'risky' },
    },
  ];
}

function compareRequired({ required: was }: Column, { required: is, spot }: Column, path: string): Finding[] {
  if (!was && is) {
    return [{ change: 'required-added', message: `${path} is now required`, at: is, head: is, ...STRICTER }];
  }
  if (!was || is) return [];
  return [{ change: 'required-removed', message: `${path} is no longer required`, at: spot, base: was, ...LOOSER }];
}

function compareFallbacks(
  { fallback: was }: Column,
  { fallback: is, spot, required }: Column,
  path: string,
): Finding[] {
  if (!was && is) {
    const message = `${path}: default ${is.text} added`;
    const effect = required ? LOOSER : SHIFTS;
    return [{ change: 'default-added', message, at: is.spot, head: is.spot, ...effect }];
  }
  if (was && !is) {
    const message = `${path}: default ${was.text} removed`;
    return [{ change: 'default-removed', message, at: spot, base: was.spot, ...(required ? STRICTER : SHIFTS) }];
  }
  if (!was || !is || was.text === is.text) return [];
  const message = `${path}: default ${was.text} became ${is.text}`;
  return [{ change: 'default-changed', message, at: is.spot, base: was.spot, head: is.spot, ...SHIFTS }];
}

function compareAccepted({ accepted: was }: Column, { accepted: is, spot }: Column, path: string): Finding[] {
  if (!was && is) {
    const message = `${path} must now be one of ${brief(is.values.map(({ value }) => value))}`;
    return [{ change: 'accepted-values-added', message, at: is.spot, head: is.spot, ...STRICTER }];
  }
  if (was && !is) {
    const message = `${path} need no longer be one of ${brief(was.values.map(({ value }) => value))}`;
    return [{ change: 'accepted-values-removed', message, at: spot, base: was.spot, ...LOOSER }];
  }
  if (!was || !is) return [];
  const [before, after] = [was, is].map(({ values }) => new Map(values.map((one) => [String(one.value), one])));
  return [
    ...[...(after ?? [])].flatMap(([text, one]): Finding[] => {
      if (before?.has(text)) return [];
      const message = `${path}: accepted value ${text} added`;
      return [{ change: 'accepted-value-added', message, at: one.spot, head: one.spot, ...LOOSER }];
    }),
    ...[...(before ?? [])].flatMap(([text, one]): Finding[] => {
      if (after?.has(text)) return [];
      const message = `${path}: accepted value ${text} removed`;
      return [{ change: 'accepted-value-removed', message, at: is.spot, base: one.spot, ...STRICTER }];
    }),
  ];
}

function brief(values: readonly Scalar[]): string {
  return values.length > 5 ? `${values.slice(0, 5).join(', ')} and ${values.length - 5} more` : values.join(', ');
}

function compareLimits(base: Column, head: Column, path: string): Finding[] {
  const names = new Set([...base.limits.keys(), ...head.limits.keys()]);
  return [...names].flatMap((name): Finding[] => {
    const [was, is] = [base.limits.get(name), head.limits.get(name)];
    const words = name.replaceAll('-', ' ');
    if (!was && is) {
      const message = `${path}: ${words} ${is.value} added`;
      return [{ change: `${name}-added`, message, at: is.spot, head: is.spot, ...STRICTER }];
    }
    if (was && !is) {
      const message = `${path}: ${words} ${was.value} removed`;
      return [{ change: `${name}-removed`, message, at: head.spot, base: was.spot, ...LOOSER }];
    }
    if (!was || !is || was.value === is.value) return [];
    const way = wayOf(name, was, is);
    const effect = way === 'tightened' ? STRICTER : way === 'loosened' ? LOOSER : UNDECIDED;
    const message = `${path}: ${words} ${was.value} became ${is.value}`;
    return [{ change: `${name}-${way}`, message, at: is.spot, base: was.spot, head: is.spot, ...effect }];
  });
}

function wayOf(name: LimitName, { value: was }: Limit, { value: is }: Limit): LimitWay {
  if (name === 'pattern' || typeof was !== typeof is) return 'changed';
  if (name === 'multiple-of') {
    if (Number(is) % Number(was) === 0) return 'tightened';
    return Number(was) % Number(is) === 0 ? 'loosened' : 'changed';
  }
  const isLeast = name.includes('min');
  return is > was === isLeast ? 'tightened' : 'loosened';
}
