/**
 * What a schema can see of a document, found without one: which places decide whether it is valid, and why it is not. What
 * isn't told in a few words is all that stands there.
 */
import type { Glance, Stage } from '../../engine.ts';
import { CONSTRAINTS, isObject, isSchema, type JsonObject, own, strings } from './keywords.ts';
import { descend, isBig, keyOf, type Library, type Place } from './library.ts';
import type { Node } from './project.ts';

export type Reads = Required<Pick<Stage, 'reads' | 'glances'>>;

type Path = readonly string[];

/** Deeper places, of schemas that lead back to themselves, are read as a whole. */
const MOST_LEVELS = 8;
const MOST_VISITS = 5000;

/** What a schema sees, and what is done to documents before; undefined: anything. */
export function readsOf(library: Library, root: Node | undefined): Reads | undefined {
  if (isBig(library)) return undefined;
  const found = new Found();
  const ofSchema = visitSchema(library, found);
  return ofSchema && visitProjection(root, found) ? found.reads : undefined;
}

class Found {
  readonly #values = new Map<string, Path>();
  readonly #glances = new Map<string, Glance>();

  value(path: Path): void {
    this.#values.set(JSON.stringify(path), path);
  }

  glance(path: Path, sees: Glance['sees']): void {
    this.#glances.set(JSON.stringify([path, sees]), { path, sees });
  }

  get reads(): Reads {
    return { reads: [...this.#values.values()], glances: [...this.#glances.values()] };
  }
}

/** False where there is no end to it. */
function visitSchema(library: Library, found: Found): boolean {
  const seen = new Set<string>();
  const pending: { readonly place: Place; readonly path: Path }[] = [{ place: library.root, path: [] }];
  // The list grows while it is walked.
  for (const { place, path } of pending) {
    const key = JSON.stringify([keyOf(place), path]);
    if (seen.has(key)) continue;
    seen.add(key);
    if (seen.size > MOST_VISITS) return false;
    const { schema } = place;
    if (!isObject(schema)) continue;
    if (path.length > MOST_LEVELS || Object.keys(schema).some((keyword) => isWhole(schema, keyword))) {
      found.value(path);
      continue;
    }
    glanceAt(schema, path, found);
    const inner = (tokens: Path, into: Path): void => {
      const below = descend(place, tokens);
      if (below && isSchema(below.schema)) pending.push({ place: below, path: into });
    };
    for (const keyword of ['not', 'if', 'then', 'else']) inner([keyword], path);
    for (const keyword of ['allOf', 'anyOf', 'oneOf'])
      for (const token of namesOf(schema, keyword)) inner([keyword, token], path);
    for (const name of namesOf(schema, 'properties')) inner(['properties', name], [...path, name]);
    for (const keyword of ['dependencies', 'dependentSchemas'])
      for (const name of namesOf(schema, keyword)) inner([keyword, name], path);
    const { $ref } = schema;
    if (typeof $ref !== 'string') continue;
    const target = library.resolve(place, $ref);
    if (target) pending.push({ place: target, path });
    else found.value(path);
  }
  return true;
}

/** Keywords that `visitSchema` and `glanceAt` deal with. */
const KNOWN: ReadonlySet<string> = new Set([
  ...[
    '$ref',
    'allOf',
    'anyOf',
    'oneOf',
    'not',
    'if',
    'then',
    'else',
    'properties',
    'dependencies',
    'dependentRequired',
  ],
  ...['dependentSchemas', 'required', 'type', 'nullable', '$dynamicAnchor', '$recursiveAnchor'],
]);

/** Whether a keyword may depend on all that stands at a place. */
function isWhole(schema: JsonObject, keyword: string): boolean {
  if (!CONSTRAINTS.has(keyword) || KNOWN.has(keyword)) return false;
  if (keyword !== 'additionalProperties') return true;
  const others = own(schema, keyword);
  return others !== false && others !== true && !(isObject(others) && Object.keys(others).length === 0);
}

function glanceAt(schema: JsonObject, path: Path, found: Found): void {
  if (own(schema, 'type') !== undefined || own(schema, 'nullable') !== undefined) found.glance(path, 'type');
  const isClosed = own(schema, 'additionalProperties') === false;
  if (isClosed && own(schema, 'patternProperties') === undefined) found.glance(path, 'names');
  const names = [...strings(own(schema, 'required')), ...namesOf(schema, 'properties')];
  for (const keyword of ['dependencies', 'dependentSchemas', 'dependentRequired']) {
    const map = own(schema, keyword);
    for (const name of namesOf(schema, keyword)) names.push(name, ...strings(isObject(map) ? map[name] : undefined));
  }
  for (const name of names) found.glance([...path, name], 'type');
}

/** False where there is no end to it, or where it is not known before the first document. */
function visitProjection(root: Node | undefined, found: Found): boolean {
  if (!root) return true;
  const pending: { readonly node: Node; readonly path: Path }[] = [{ node: root, path: [] }];
  let visits = 0;
  for (const { node, path } of pending) {
    visits += 1;
    if (node.plan || visits > MOST_VISITS) return false;
    if (!node.acts) continue;
    const inLists = node.rest ? [...node.prefix, node.rest] : node.prefix;
    if (path.length > MOST_LEVELS || node.others || inLists.some(({ acts }) => acts)) {
      found.value(path);
      continue;
    }
    found.glance(path, 'type');
    for (const { from, to } of node.renames) {
      found.value([...path, from]);
      found.value([...path, to]);
    }
    for (const name of [...node.missing, ...node.drops, ...node.defaults.map(({ property }) => property)])
      found.glance([...path, name], 'type');
    for (const [name, below] of node.properties) pending.push({ node: below, path: [...path, name] });
  }
  return true;
}

/** Names of a map, or places in a list. */
function namesOf(schema: JsonObject, keyword: string): string[] {
  const found = own(schema, keyword);
  return typeof found === 'object' && found !== null ? Object.keys(found) : [];
}
