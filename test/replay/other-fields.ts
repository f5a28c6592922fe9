/** Records in which all that nobody says to read is something else: the other way round from what `reads` promises. */
import { isObject } from '../../src/document/is-object.ts';
import { type PlaceNode, treeOf, type Wanted } from '../../src/recordings/screen/wanted.ts';

/** Gives the next number in [0, 1). */
type Random = () => number;

/** Changes a record wherever these places, and those above them, leave it free. They must leave some of it free. */
export function changing(
  wanted: readonly Wanted[],
  random: Random,
  names: readonly string[] = NAMES,
): (record: unknown) => unknown {
  const tree = treeOf(wanted);
  if (!tree) throw new Error('all of a record is wanted');
  return (record) => changed(tree.root, record, { random, names });
}

interface Chance {
  readonly random: Random;
  readonly names: readonly string[];
}

function changed(node: PlaceNode, value: unknown, chance: Chance): unknown {
  if (node.sees === 'value' || node.isTime) return value;
  if (isObject(value) && (node.children.length > 0 || node.seesNames)) return withOthers(node, value, chance);
  // Of what is no object, where something below is wanted, all is seen.
  return node.children.length > 0 ? value : alikeInType(value, chance);
}

/** Members that nobody reads get another value or are gone, and there are more of them, and in another order. */
function withOthers(node: PlaceNode, object: Readonly<Record<string, unknown>>, chance: Chance): object {
  const { random, names } = chance;
  const members = Object.entries(object).flatMap(([name, value]): [string, unknown][] => {
    const child = node.children.find((one) => one.name === name);
    if (child) return [[name, changed(child, value, chance)]];
    return node.seesNames || random() < 0.7 ? [[name, anything(random, names)]] : [];
  });
  if (node.seesNames) return Object.fromEntries(members);
  const isFree = (name: string) => !Object.hasOwn(object, name) && node.children.every((child) => child.name !== name);
  const more = names
    .filter((name) => isFree(name) && random() < 0.3)
    .map((name) => [name, anything(random, names)] as const);
  const all = [...more, ...members];
  const first = Math.floor(random() * all.length);
  return Object.fromEntries([...all.slice(first), ...all.slice(0, first)]);
}

/** Names that records have elsewhere, or that mean something to somebody. */
const NAMES = ['delay', 'origin', 'amount', 'params', 'id', 'value', 'unheard', '0', 'length', 'a/b', 'Ünread', ''];

const SCALARS = [0, -0, 1, -7, 200, 1.5, 0.25, 1e21, 2 ** 53, '', 'JFK', 'LHR', 'x', '200', 'ü"\\', true, false, null];

/** @param names that members may have */
export function anything(random: Random, names: readonly string[] = NAMES): unknown {
  const kind = random();
  if (kind < 0.7) return oneOf(SCALARS, random);
  if (kind < 0.85) return Array.from({ length: Math.floor(random() * 3) }, () => anything(random, names));
  return Object.fromEntries(
    names.filter(() => random() < 1.8 / names.length).map((name) => [name, anything(random, names)]),
  );
}

/** Of numbers, whether they are whole is seen as well. */
function alikeInType(value: unknown, { random, names }: Chance): unknown {
  if (value === null || value === undefined) return value;
  if (typeof value === 'number')
    return oneOf(
      SCALARS.filter((one) => typeof one === 'number' && Number.isInteger(one) === Number.isInteger(value)),
      random,
    );
  if (typeof value !== 'object')
    return oneOf(
      SCALARS.filter((one) => typeof one === typeof value),
      random,
    );
  for (;;) {
    const other = anything(random, names);
    if (typeof other === 'object' && other !== null && Array.isArray(other) === Array.isArray(value)) return other;
  }
}

function oneOf<T>(values: readonly T[], random: Random): T {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new Error('none to choose from');
  return value;
}
