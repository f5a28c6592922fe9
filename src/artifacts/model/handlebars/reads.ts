/** Which places of the variables a template in Handlebars can read, by the library's syntax tree. */
import Handlebars from 'handlebars';
import { isObject } from '../../../document/is-object.ts';

/** Of the library's tree what counts here. https://handlebarsjs.com/api-reference/compilation.html */
type Node = Readonly<Record<string, unknown>>;

/** Where a context stands in the document; undefined for what was read as a whole, or never was in it. */
type Place = readonly string[] | undefined;

/** The context, and those around it. */
type Contexts = readonly [Place, ...Place[]];

const OWN_HELPERS: readonly string[] = ['if', 'unless', 'each', 'with', 'lookup'];
/** Blocks in which the context is the one around them. */
const SAME_CONTEXT: ReadonlySet<string> = new Set(['if', 'unless', 'ifEquals', 'unlessEquals']);
/** Templates that include each other so deep may do so without end. */
const DEEPEST = 20;

/**
 * Paths into the document; undefined where it may read any.
 * @param others texts of templates that it includes, by the names by which it does
 * @param helpers names of those that Weir provides
 */
export function pathsIn(
  text: string,
  others: ReadonlyMap<string, string>,
  helpers: readonly string[] = [],
): string[][] | undefined {
  return new Reading(others, new Set([...OWN_HELPERS, ...helpers])).of(text);
}

/** Thrown where nobody can tell what is read. */
class Anything extends Error {}

class Reading {
  readonly #paths = new Map<string, string[]>();
  readonly #others: ReadonlyMap<string, string>;
  readonly #helpers: ReadonlySet<string>;
  #depth = 0;
  /** Names that blocks around have given to what they are about: `each items as |item index|`. */
  #own: ReadonlySet<string> = new Set();

  constructor(others: ReadonlyMap<string, string>, helpers: ReadonlySet<string>) {
    this.#others = others;
    this.#helpers = helpers;
  }

  of(text: string): string[][] | undefined {
    try {
      this.#program(Handlebars.parse(text), [[]]);
    } catch (error) {
      if (error instanceof Anything) return undefined;
      throw error;
    }
    return [...this.#paths.values()];
  }

  #note(place: Place): void {
    if (place?.length === 0) throw new Anything();
    if (place) this.#paths.set(JSON.stringify(place), [...place]);
  }

  #program(program: unknown, contexts: Contexts): void {
    if (program === undefined || program === null) return;
    for (const statement of listOf(nodeOf(program).body)) this.#statement(nodeOf(statement), contexts);
  }

  #statement(node: Node, contexts: Contexts): void {
    switch (node.type) {
      case 'ContentStatement':
      case 'CommentStatement':
        return;
      case 'MustacheStatement':
        this.#call(node, contexts);
        return;
      case 'BlockStatement':
        this.#block(node, contexts);
        return;
      case 'PartialStatement':
        this.#partial(node, contexts);
        return;
      default:
        throw new Anything();
    }
  }

  /** A value, or a helper with what it is given. Gives the helper's name. */
  #call(node: Node, contexts: Contexts): string | undefined {
    const path = pathOf(node.path);
    const [name] = path.parts;
    const params = listOf(node.params);
    for (const value of [...params, ...valuesOf(node.hash)]) this.#read(value, contexts);
    if (this.#isOwn(path)) return undefined;
    if (path.isSimple && name !== undefined && this.#helpers.has(name)) {
      // A helper without a value gets what the library knows, and writes all of it.
      if (name === 'json' && params.length === 0) throw new Anything();
      return name;
    }
    for (const place of placesOf(path, contexts)) this.#note(place);
    return undefined;
  }

  #block(node: Node, contexts: Contexts): void {
    const [name] = pathOf(node.path).parts;
    const [value, another] = listOf(node.params);
    const program = isObject(node.program) ? node.program : undefined;
    const isNamed = listOf(program?.blockParams ?? []).length > 0;
    if (name === 'with' && pathOf(node.path).isSimple && value !== undefined && another === undefined && !isNamed) {
      for (const option of valuesOf(node.hash)) this.#read(option, contexts);
      const place = this.#follow(value, contexts);
      // Whether there is one at all. Of what is no object, all is seen where a member of it is.
      if (place) this.#note([...place, 'length']);
      this.#program(program, [place, ...contexts]);
      this.#program(node.inverse, contexts);
      return;
    }
    const helper = this.#call(node, contexts);
    // What they name has been read as a whole. Others give no names to anything.
    const isNaming = helper === 'each' || helper === 'with';
    const before = this.#own;
    if (isNaming) this.#own = before.union(new Set(listOf(program?.blockParams ?? []).map(String)));
    if (helper !== 'each') this.#program(program, contexts);
    // What is read as a whole, or an item of it.
    if (helper === undefined || !SAME_CONTEXT.has(helper)) this.#program(program, [undefined, ...contexts]);
    this.#own = before;
    this.#program(node.inverse, contexts);
  }

  /** `x` or `x.b` where a block has named it; `this.x`, `../x` and `@x` are none. */
  #isOwn({ parts, isOwnable }: Path): boolean {
    const [name = ''] = parts;
    if (!isOwnable || !this.#own.has(name)) return false;
    // What is called so is no helper then.
    if (this.#helpers.has(name)) throw new Anything();
    return true;
  }

  #partial({ name, params, hash }: Node, contexts: Contexts): void {
    const included = nodeOf(name);
    if (included.type === 'SubExpression' || DEEPEST <= this.#depth) throw new Anything();
    for (const value of valuesOf(hash)) this.#read(value, contexts);
    const [given] = listOf(params);
    const within: Contexts = given === undefined ? contexts : [this.#follow(given, contexts), ...contexts];
    const text = this.#others.get(String(included.original));
    // One that is not there breaks the rendering.
    if (text === undefined) return;
    const before = this.#own;
    this.#own = new Set();
    this.#depth += 1;
    this.#program(Handlebars.parse(text), within);
    this.#depth -= 1;
    this.#own = before;
  }

  #read(value: unknown, contexts: Contexts): void {
    this.#note(this.#follow(value, contexts));
  }

  /** Where a value stands that has not been read. */
  #follow(value: unknown, contexts: Contexts): Place {
    const node = nodeOf(value);
    if (node.type === 'SubExpression') this.#call(node, contexts);
    if (node.type !== 'PathExpression') {
      if (node.type !== 'SubExpression' && !isLiteral(node)) throw new Anything();
      return undefined;
    }
    const path = pathOf(node);
    if (this.#isOwn(path)) return undefined;
    const places = placesOf(path, contexts);
    if (places.length === 1) return places[0];
    for (const place of places) this.#note(place);
    return undefined;
  }
}

interface Path {
  readonly parts: readonly string[];
  readonly depth: number;
  readonly isData: boolean;
  /** It may be the name of a helper. */
  readonly isSimple: boolean;
  /** Its first part may be a name that a block has given. */
  readonly isOwnable: boolean;
}

/** What is called by a literal stands under that name. */
function pathOf(value: unknown): Path {
  const node = nodeOf(value);
  const original = String(node.original);
  if (isLiteral(node)) return { parts: [original], depth: 0, isData: false, isSimple: true, isOwnable: false };
  const { parts, depth, data } = node;
  if (node.type !== 'PathExpression' || typeof depth !== 'number') throw new Anything();
  const names = listOf(parts).map((part) => {
    if (typeof part !== 'string') throw new Anything();
    return part;
  });
  const isData = data === true;
  const isOwnable = depth === 0 && !isData && !/^\.|this\b/.test(original);
  return { parts: names, depth, isData, isSimple: isOwnable && names.length === 1, isOwnable };
}

/** Of `../name`: how many contexts there are is told by the values, so that it may be in any. */
function placesOf({ parts, depth, isData }: Path, contexts: Contexts): readonly Place[] {
  if (isData) return parts[0] === 'root' ? [parts.slice(1)] : [];
  const [own] = contexts;
  return (depth === 0 ? [own] : contexts).map((place) => place && [...place, ...parts]);
}

function isLiteral({ type }: Node): boolean {
  return typeof type === 'string' && /^(?:String|Number|Boolean|Undefined|Null)Literal$/.test(type);
}

function valuesOf(hash: unknown): readonly unknown[] {
  return hash === undefined || hash === null ? [] : listOf(nodeOf(hash).pairs).map((pair) => nodeOf(pair).value);
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new Anything();
  return value;
}

function nodeOf(value: unknown): Node {
  if (!isObject(value)) throw new Anything();
  return value;
}
