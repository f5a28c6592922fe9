/** Foreign keys in ODCS 3.1 and later, of a property or of an object. */
import type { Relationship } from '../table/model.ts';
import type { Node } from '../table/yaml.ts';

/** @param column of a property, where `from` is itself */
export function relationshipsOf(node: Node, object: string, column?: string): Relationship[] {
  return node.list('relationships').flatMap((one) => {
    const [to, from] = [namesIn(one, 'to'), column === undefined ? namesIn(one, 'from') : [column]];
    if (to.length === 0) one.wrong('a relationship without `to`', '`to` with a property: `customers.id`');
    if (from.length === 0)
      one.wrong('a relationship of an object without `from`', '`from` with properties: `orders.customer_id`');
    if (to.length === 0 || from.length === 0) return [];
    const columns = from.map((name) => (name.startsWith(`${object}.`) ? name.slice(object.length + 1) : name));
    return [{ columns, to: to.join(', '), spot: one.spot }];
  });
}

function namesIn(node: Node, key: string): string[] {
  const own = node.get(key)?.value;
  const names = Array.isArray(own) ? own : [own];
  return names
    .filter((name) => typeof name === 'string')
    .map((name) => name.replace(/^#?\/?schema\//, '').replaceAll('/properties/', '.'));
}
