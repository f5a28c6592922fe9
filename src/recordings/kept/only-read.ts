/** Leaves of a record what is read of it, and of what is only looked at its type: nothing else may be kept. */
import { isObject } from '../../document/is-object.ts';
import type { PlaceNode, PlaceTree } from '../screen/wanted.ts';

/** Gives what evidence can depend on; two records that it makes alike count alike. */
export function onlyRead({ root }: PlaceTree): (record: unknown) => unknown {
  return (record) => reduce(root, record);
}

function reduce(node: PlaceNode, value: unknown): unknown {
  if (node.sees === 'value') return value;
  if (!isObject(value)) {
    if (node.isTime) return sees(node) ? timeLike(value) : undefined;
    // What looks into a text or a list may see all of it.
    return node.children.length > 0 ? value : sees(node) ? like(value) : undefined;
  }
  const kept: [string, unknown][] = [];
  for (const [name, member] of Object.entries(value)) {
    const child = node.children.find((one) => one.name === name);
    const left = child && reduce(child, member);
    if (left !== undefined) kept.push([name, left]);
    else if (node.seesNames) kept.push([name, null]);
  }
  return Object.fromEntries(kept);
}

function sees({ sees: what, seesNames }: PlaceNode): boolean {
  return what !== undefined || seesNames;
}

/** Another value of the same type. */
function like(value: unknown): unknown {
  switch (typeof value) {
    case 'string':
      return '';
    case 'bigint':
      return 0;
    case 'number':
      if (Number.isInteger(value)) return 0;
      return Number.isFinite(value) ? 0.5 : value;
    case 'boolean':
      return false;
    default:
      return Array.isArray(value) ? [] : value;
  }
}

/** Another time that is written as the same type. */
function timeLike(value: unknown): unknown {
  return typeof value === 'string' ? '1970-01-01' : like(value);
}
