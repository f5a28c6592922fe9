/**
 * The library follows names into what values inherit (`{{name.constructor}}`) and calls the functions that it finds there.
 * Values without prototypes have nothing of that kind.
 */
import mustache from 'mustache';

/** A context in which names are found among members that are a value's own, and no function is called. */
export function ownMembers(variables: object, paths: Paths): InstanceType<typeof mustache.Context> {
  return new OwnContext(variables, undefined, paths);
}

/** Names of a template as the members that they lead through; kept from one rendering to the next. */
export type Paths = Map<string, readonly [string, ...string[]]>;

class OwnContext extends mustache.Context {
  readonly #view: unknown;
  readonly #outer: OwnContext | undefined;
  readonly #paths: Paths;

  constructor(view: unknown, outer: OwnContext | undefined, paths: Paths) {
    super(view, outer);
    this.#view = view;
    this.#outer = outer;
    this.#paths = paths;
  }

  override push(view: unknown): OwnContext {
    return new OwnContext(view, this, this.#paths);
  }

  override lookup(name: string): unknown {
    if (name === '.') return this.#view;
    const [first, ...inner] = this.#pathOf(name);
    for (let context: OwnContext | undefined = this; context; context = context.#outer) {
      const found = own(context.#view, first);
      if (found !== undefined) return inner.length === 0 ? found : inner.reduce<unknown>(own, found);
    }
    return undefined;
  }

  #pathOf(name: string): readonly [string, ...string[]] {
    const known = this.#paths.get(name);
    if (known) return known;
    const [first = '', ...inner] = name.split('.');
    this.#paths.set(name, [first, ...inner]);
    return [first, ...inner];
  }
}

function own(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}
