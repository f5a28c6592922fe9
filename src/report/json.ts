/** The report as JSON: keys in the order of the published schema, so that equal reports are equal bytes. */
import schema from '../../schemas/report.schema.json' with { type: 'json' };
import type { Report } from './report.generated.ts';

/** The parts of a JSON Schema that say in which order keys stand. */
interface Shape {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly additionalProperties?: Shape | boolean;
  readonly items?: Shape;
  readonly type?: string | readonly string[];
}
interface RootShape extends Shape {
  readonly $defs: Readonly<Record<string, Shape>>;
}

/**
 * Indented JSON with a newline at its end. Names from the traffic (values, segments) stand in code-unit order, the rest
 * as the schema has it; what is undefined is left out. JSON has no number beyond the largest: such a one is null where the
 * schema lets a number have no value, else the largest there is.
 */
export function renderJson(report: Report): string {
  // Compared letter by letter, a schema that says more than order would be no such shape.
  const shape: RootShape = JSON.parse(JSON.stringify(schema));
  return `${write(report, shape, shape, '')}\n`;
}

function write(value: unknown, declared: Shape, root: RootShape, margin: string): string {
  if (typeof value === 'number' && !Number.isFinite(value)) return finite(value, resolve(declared, root));
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const shape = resolve(declared, root);
  const inner = `${margin}  `;
  if (Array.isArray(value)) {
    const items = value.map((item) => write(item, shape.items ?? {}, root, inner));
    return enclose('[', items, ']', margin);
  }
  const members = ordered(value, shape).map(([key, member]) => {
    const text = write(member, memberShape(shape, key), root, inner);
    return `${JSON.stringify(key)}: ${text}`;
  });
  return enclose('{', members, '}', margin);
}

function finite(value: number, { type = [] }: Shape): string {
  if ([type].flat().includes('null')) return 'null';
  if (Number.isNaN(value)) return '0';
  return String(value > 0 ? Number.MAX_VALUE : -Number.MAX_VALUE);
}

function ordered(value: object, { properties = {} }: Shape): [string, unknown][] {
  const order = Object.keys(properties);
  const rank = (key: string) => (Object.hasOwn(properties, key) ? order.indexOf(key) : order.length);
  return Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .toSorted(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

function memberShape({ properties = {}, additionalProperties }: Shape, key: string): Shape {
  const own = Object.hasOwn(properties, key) ? properties[key] : undefined;
  return own ?? (typeof additionalProperties === 'object' ? additionalProperties : {});
}

function resolve(shape: Shape, root: RootShape): Shape {
  const name = shape.$ref?.replace('#/$defs/', '');
  return name === undefined ? shape : (root.$defs[name] ?? {});
}

function enclose(open: string, parts: readonly string[], close: string, margin: string): string {
  if (parts.length === 0) return open + close;
  return `${open}\n${parts.map((part) => `${margin}  ${part}`).join(',\n')}\n${margin}${close}`;
}
