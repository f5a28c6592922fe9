/** Decisions with all that they require, as functions of what a record gives. */
import { ArtifactError, type Problem } from '../../../errors.ts';
import { clockAt, readsClock } from './clock.ts';
import { type Definitions, type Model, type Node, one, problemAt } from './definitions.ts';
import { compileElement, compileFunction } from './expression.ts';
import { expressionIn } from './expressions.ts';
import { EXTREMES } from './extremes.ts';
import { functionOf, type Values } from './feel.ts';
import type { Surroundings } from './literal.ts';
import { conform, sampleOf, type Type, typeOf } from './types.ts';

/** What a record gives, and what was decided for it so far. */
export interface Case {
  /** The value of input data by its name. */
  input(name: string, type: Type): unknown;
  readonly decided: Map<Node, unknown>;
}

/** A node as what it gives, with a value of that shape. */
export interface Compiled {
  readonly sample: unknown;
  decide(given: Case): unknown;
}

export class Compiler {
  /** What does not compile, with lines. */
  readonly problems: Problem[] = [];
  /** Something that was compiled asks what time it is. */
  readsClock = false;
  /** Names of what `Case.input` can be asked for of a record. */
  readonly inputs = new Set<string>();
  readonly #model: Model;
  /** What an expression may name beside what its decision requires. */
  readonly #always: Values;
  readonly #known = new Map<Node, Compiled>();
  readonly #under: Node[] = [];

  constructor(model: Model, now: unknown) {
    this.#model = model;
    this.#always = { ...EXTREMES, ...clockAt(now) };
  }

  /** What is asked: a decision, or a service, which then gets from the record what it would be called with. */
  output(node: Node): Compiled {
    if (node.kind !== 'decisionService') return this.compile(node);
    const { decide, sample } = this.#together(node);
    const decisions = this.#model.required(node, 'inputDecision').map((made) => [made, this.#typeOf(made)] as const);
    for (const [{ name }] of decisions) this.inputs.add(name);
    return {
      sample,
      decide: ({ input }) =>
        decide({ input, decided: new Map(decisions.map(([made, type]) => [made, input(made.name, type)])) }),
    };
  }

  /** Throws ArtifactError where something that is required is not there, or requires itself. */
  compile(node: Node): Compiled {
    const known = this.#known.get(node);
    if (known) return known;
    if (this.#under.includes(node)) throw loop([...this.#under.slice(this.#under.indexOf(node)), node]);
    this.#under.push(node);
    const compiled = this.#make(node);
    this.#under.pop();
    this.#known.set(node, compiled);
    return compiled;
  }

  #make(node: Node): Compiled {
    switch (node.kind) {
      case 'inputData': {
        const type = this.#typeOf(node);
        this.inputs.add(node.name);
        return { sample: sampleOf(type), decide: ({ input }) => input(node.name, type) };
      }
      case 'decision':
        return this.#decision(node);
      case 'businessKnowledgeModel':
        return this.#knowledge(node);
      case 'decisionService':
        return this.#service(node);
      default:
        return node.kind satisfies never;
    }
  }

  /** Once for a record, whoever asks. */
  #decision(node: Node): Compiled {
    const type = this.#typeOf(node);
    const { names, values } = this.#seenBy(node);
    const expression = compileElement(expressionIn(node.element), names, this.#around(node.definitions));
    const decide = (given: Case): unknown => {
      if (given.decided.has(node)) return given.decided.get(node);
      const decided = conform(expression(values(given)), type) ?? null;
      given.decided.set(node, decided);
      return decided;
    };
    return { sample: sampleOf(type), decide };
  }

  /** A function, which may call itself. */
  #knowledge(node: Node): Compiled {
    const logic = one(node.element, 'encapsulatedLogic');
    if (!logic) return { sample: null, decide: () => null };
    const { names, values } = this.#seenBy(node);
    const define = compileFunction(logic, { ...names, [node.name]: null }, this.#around(node.definitions));
    return {
      sample: null,
      decide: (given) => {
        const seen: Record<string, unknown> = { ...values(given) };
        const made = define(seen);
        seen[node.name] = made;
        return made;
      },
    };
  }

  /** A function of its inputs, then of decisions that its caller makes. */
  #service(node: Node): Compiled {
    const inputs = this.#model.required(node, 'inputData');
    const decisions = this.#model.required(node, 'inputDecision');
    const types = [...inputs, ...decisions].map((parameter) => this.#typeOf(parameter));
    const { decide } = this.#together(node);
    const call = (args: readonly unknown[]): unknown => {
      const bound = types.map((type, at) => conform(args[at], type) ?? null);
      const given = new Map(inputs.map(({ name }, at) => [name, bound[at]]));
      const decided = new Map(decisions.map((decision, at) => [decision, bound[inputs.length + at]]));
      return decide({ input: (name) => given.get(name) ?? null, decided });
    };
    const parameters = [...inputs, ...decisions].map(({ name }) => name);
    return { sample: null, decide: () => functionOf(parameters, call) };
  }

  /** The decision that a service has as its output, of several a context. */
  #together(node: Node): Compiled {
    const outputs = this.#model.required(node, 'outputDecision').map((decision) => ({
      name: decision.name,
      ...this.compile(decision),
    }));
    const [only, another] = outputs;
    const type = this.#typeOf(node);
    const gives = type.kind === 'function' ? type.gives : type;
    const decide = (given: Case): unknown =>
      only && !another
        ? only.decide(given)
        : Object.fromEntries(outputs.map(({ name, decide }) => [name, decide(given)]));
    return { sample: null, decide: (given) => conform(decide(given), gives) ?? null };
  }

  /** Variables that a node sees, under the names that its file has for them. */
  #seenBy(node: Node): { readonly names: Values; values(given: Case): Values } {
    const parts = ['requiredInput', 'requiredDecision', 'requiredKnowledge']
      .flatMap((name) => this.#model.required(node, name))
      .map((other) => ({ path: pathTo(other, node.definitions), ...this.compile(other) }));
    const always = this.#always;
    return {
      names: { ...always, ...scopeOf(parts.map(({ path, sample }) => [path, sample])) },
      values: (given) => ({ ...always, ...scopeOf(parts.map(({ path, decide }) => [path, decide(given)])) }),
    };
  }

  #typeOf({ element, definitions }: Node): Type {
    return typeOf(one(element, 'variable')?.attributes.typeRef, definitions, this.#model);
  }

  #around(definitions: Definitions): Surroundings {
    return {
      definitions,
      problems: this.problems,
      typeOf: (name) => typeOf(name, definitions, this.#model),
      note: (text) => {
        this.readsClock ||= readsClock(text);
      },
    };
  }
}

/** `[import, name]` for what another file holds; an import without a name brings its names as they are. */
function pathTo({ name, definitions }: Node, from: Definitions): readonly string[] {
  if (definitions === from) return [name];
  const [prefix = ''] = [...from.imports].find(([, namespace]) => namespace === definitions.namespace) ?? [];
  return prefix === '' ? [name] : [prefix, name];
}

function scopeOf(parts: readonly (readonly [path: readonly string[], value: unknown])[]): Values {
  const scope: Record<string, unknown> = {};
  for (const [[first = '', second], value] of parts) {
    scope[first] = second === undefined ? value : { ...(scope[first] as object | undefined), [second]: value };
  }
  return scope;
}

function loop(nodes: readonly Node[]): ArtifactError {
  const [first] = nodes;
  const names = nodes.map(({ name }) => `"${name}"`).join(' requires ');
  if (!first) return new ArtifactError([{ message: 'decisions require themselves' }]);
  return new ArtifactError([problemAt(first.definitions, first.element.start, `decisions in a loop: ${names}`)]);
}
