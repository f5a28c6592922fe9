/** Which places of a document an expression in JSONata can read, by the library's syntax tree. */
import type { Expression } from 'jsonata';
import { isObject } from '../../../document/is-object.ts';
import { type ContextCall, contextCalls } from './context-calls.ts';

/** Of the library's tree what counts here. https://docs.jsonata.org/processing */
type Node = Readonly<Record<string, unknown>>;

/** Where a value stands that was not read yet; undefined for one that was. */
type Place = readonly string[] | undefined;

/**
 * What the library looks for in whatever it looks into, to know its own values. Where a member is read, all is seen of what is no
 * object, and that it is none.
 */
const OF_ITS_OWN: readonly string[] = ['_jsonata_function', '_jsonata_lambda', 'tupleStream'];

export interface Reads {
  readonly paths: readonly (readonly string[])[];
  /** Places of objects that would be taken for the library's tuples, whose members are variables. */
  readonly grouped: readonly (readonly string[])[];
}

/** Paths into the document; undefined where it may read any. */
export async function readsOf(expression: Expression): Promise<Reads | undefined> {
  const root: unknown = expression.ast();
  return new Reading(await contextCalls(variablesIn(root))).of(root);
}

/** Thrown where nobody can tell what is read. */
class Anything extends Error {}

class Reading {
  readonly #paths = new Map<string, readonly string[]>();
  readonly #grouped: (readonly string[])[] = [];
  readonly #functions: ReadonlyMap<string, ContextCall | undefined>;
  /** A function may be called where the context is another one. */
  #isInFunction = false;

  constructor(functions: ReadonlyMap<string, ContextCall | undefined>) {
    this.#functions = functions;
  }

  of(root: unknown): Reads | undefined {
    // What it evaluates is known only then, by whatever name it is called.
    if (this.#functions.has('eval')) return undefined;
    try {
      this.#read(root, []);
    } catch (error) {
      if (error instanceof Anything) return undefined;
      throw error;
    }
    return { paths: [...this.#paths.values()], grouped: this.#grouped };
  }

  /** What an expression gives is read as a whole. @param at where the context is */
  #read(node: unknown, at: Place): void {
    this.#note(this.#follow(node, at));
  }

  #readAll(nodes: unknown, at: Place): void {
    if (!Array.isArray(nodes)) throw new Anything();
    for (const node of nodes) this.#read(node, at);
  }

  #note(place: Place, ...below: readonly string[]): void {
    if (!place) return;
    const path = [...place, ...below];
    if (path.length === 0) throw new Anything();
    this.#paths.set(JSON.stringify(path), path);
  }

  /** Somebody looks into what stands there. */
  #lookInto(place: Place): void {
    for (const name of OF_ITS_OWN) this.#note(place, name);
  }

  /** Where that stands which an expression gives, if it has not been read. */
  #follow(node: unknown, at: Place): Place {
    if (!isObject(node)) throw new Anything();
    for (const name of ['focus', 'index', 'tuple', 'ancestor', 'seekingParent'])
      if (node[name] !== undefined) throw new Anything();
    const found = this.#placeOf(node, at);
    for (const name of ['predicate', 'stages']) {
      const filters = node[name] ?? [];
      if (!Array.isArray(filters)) throw new Anything();
      for (const filter of filters) {
        if (!isObject(filter) || filter.type !== 'filter') throw new Anything();
        this.#read(filter.expr, found);
      }
    }
    if (node.group === undefined) return found;
    this.#readGroup(node.group, found);
    return undefined;
  }

  #placeOf(node: Node, at: Place): Place {
    const { type, value } = node;
    switch (type) {
      case 'name':
        return at && [...at, String(value)];
      case 'path':
        return this.#pathEnd(node.steps, at);
      case 'variable':
        return this.#variable(String(value), at);
      default:
        this.#readParts(node, at);
        return undefined;
    }
  }

  #pathEnd(steps: unknown, from: Place): Place {
    if (!Array.isArray(steps)) throw new Anything();
    return steps.reduce<Place>((at, step) => {
      // How many there are counts, also for a step that reads nothing of them.
      this.#lookInto(at);
      if (!isObject(step) || step.type !== 'sort') return this.#follow(step, at);
      const terms: unknown = step.terms;
      if (!Array.isArray(terms) || step.stages !== undefined) throw new Anything();
      for (const term of terms) this.#read(isObject(term) ? term.expression : undefined, at);
      return at;
    }, from);
  }

  #variable(name: string, at: Place): Place {
    if (name === '$') return [];
    if (name === '') {
      // Of a list that it has wrapped, the library takes the first item.
      this.#note(at, 'outerWrapper');
      this.#note(at, '0');
      return at;
    }
    // Nobody knows where it will be called.
    if (this.#functions.get(name)) throw new Anything();
    return undefined;
  }

  #readParts(node: Node, at: Place): void {
    switch (node.type) {
      case 'string':
      case 'number':
      case 'value':
      case 'regex':
        return;
      case 'wildcard':
      case 'descendant':
        this.#note(at);
        return;
      case 'condition':
        this.#readAll([node.condition, node.then, ...(node.else === undefined ? [] : [node.else])], at);
        return;
      case 'block':
        this.#readAll(node.expressions, at);
        return;
      case 'bind':
        this.#read(node.rhs, at);
        return;
      case 'binary':
        this.#readAll([node.lhs, node.rhs], at);
        return;
      case 'unary':
        this.#readUnary(node, at);
        return;
      case 'transform':
        // It is given a copy.
        this.#readAll([node.pattern, node.update, ...(node.delete === undefined ? [] : [node.delete])], undefined);
        return;
      case 'lambda':
        this.#readFunction(node, at);
        return;
      case 'function':
        this.#readCall(node, at, 0);
        return;
      case 'apply':
        this.#read(node.lhs, at);
        if (isObject(node.rhs) && node.rhs.type === 'function' && node.rhs.predicate === undefined)
          this.#readCall(node.rhs, at, 1);
        else if (!this.#isNameOfFunction(node.rhs)) this.#read(node.rhs, at);
        return;
      default:
        throw new Anything();
    }
  }

  #readUnary(node: Node, at: Place): void {
    if (node.value === '-') this.#read(node.expression, at);
    else if (node.value === '[') this.#readAll(node.expressions, at);
    else if (node.value === '{') this.#readGroup(node, at);
    else throw new Anything();
  }

  #readGroup(group: unknown, at: Place): void {
    if (!isObject(group) || !Array.isArray(group.lhs)) throw new Anything();
    this.#lookInto(at);
    if (at) this.#grouped.push(at);
    for (const pair of group.lhs) this.#readAll(pair, at);
  }

  /** Its body has the context in which it is made. */
  #readFunction({ signature, body }: Node, at: Place): void {
    if (signature !== undefined) throw new Anything();
    const before = this.#isInFunction;
    this.#isInFunction = true;
    this.#read(body, at);
    this.#isInFunction = before;
  }

  /** @param given arguments that stand before it: `$name ~> $substring(1)` */
  #readCall({ procedure, arguments: args }: Node, at: Place, given: number): void {
    if (!Array.isArray(args)) throw new Anything();
    // A function that is handed on is called without a context.
    for (const argument of args) if (!this.#isNameOfFunction(argument)) this.#read(argument, at);
    if (!this.#isNameOfFunction(procedure)) {
      this.#read(procedure, at);
      return;
    }
    const call = this.#functions.get(String(procedure.value));
    if (!call || args.length + given >= call.full) return;
    if (this.#isInFunction) throw new Anything();
    if (at?.length !== 0 || call.takesObjects) this.#note(at);
  }

  #isNameOfFunction(node: unknown): node is Node {
    return (
      isObject(node) &&
      node.type === 'variable' &&
      this.#functions.has(String(node.value)) &&
      node.predicate === undefined &&
      node.group === undefined
    );
  }
}

function variablesIn(root: unknown): ReadonlySet<string> {
  const names = new Set<string>();
  const pending = [root];
  // The list grows while it is walked.
  for (const node of pending) {
    if (typeof node !== 'object' || node === null) continue;
    if (isObject(node) && node.type === 'variable') names.add(String(node.value));
    pending.push(...Object.values(node));
  }
  return names;
}
