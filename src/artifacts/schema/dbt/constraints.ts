/** https://docs.getdbt.com/reference/resource-properties/constraints */
import { readCheck } from '../sql-ddl/check.ts';
import { tokensOf } from '../sql-ddl/tokens.ts';
import type { Accepted, Spot } from '../table/model.ts';
import type { Node } from '../table/yaml.ts';
import type { Promises } from './promised.ts';

const TYPES = ['not_null', 'unique', 'primary_key', 'foreign_key', 'check', 'custom'];

export function constraintPromises(node: Node, column: string | undefined): Partial<Promises> {
  const type = node.get('type')?.value;
  const { spot } = node;
  const columns = column === undefined ? namesIn(node) : [column];
  if (type === 'check' || type === 'custom') return checkPromises(node, column, spot);
  if (!TYPES.includes(String(type))) {
    node.wrong(`unknown constraint ${String(type)}`, `type: with one of ${TYPES.join(', ')}`);
    return {};
  }
  if (columns.length === 0) {
    node.wrong(`${String(type)} of a model without columns`, 'columns: with a list of names');
    return {};
  }
  switch (type) {
    case 'not_null':
      return { required: new Map(columns.map((name) => [name, spot])) };
    case 'unique':
      return { uniques: [{ columns, spot }] };
    case 'primary_key':
      return { primaryKeys: [{ columns, spot }] };
    default:
      return { relationships: [{ columns, to: targetOf(node), spot }] };
  }
}

function namesIn(node: Node): string[] {
  return node.list('columns').flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
}

/** `ref('customers')` with `to_columns`, or the older `expression`. */
function targetOf(node: Node): string {
  const to = node.get('to')?.value ?? node.get('expression')?.value ?? 'another table';
  const columns = node.list('to_columns').map(({ value }) => String(value));
  return columns.length > 0 ? `${String(to)}(${columns.join(', ')})` : String(to);
}

function checkPromises(node: Node, column: string | undefined, spot: Spot): Partial<Promises> {
  const expression = node.text('expression') ?? '';
  const checked = readCheck(tokensOf(expression));
  if (!checked || (column !== undefined && checked.column.toLowerCase() !== column.toLowerCase())) {
    return { rules: [{ text: `check (${expression.replace(/\s+/g, ' ').trim()})`, spot }] };
  }
  const name = column ?? checked.column;
  const accepted: Accepted | undefined = checked.accepted && {
    values: checked.accepted.map((value) => ({ value, spot })),
    spot,
  };
  return {
    ...(accepted && { accepted: new Map([[name, accepted]]) }),
    limits: checked.limits.map(([limit, value]) => [name, limit, { value, spot }]),
  };
}
