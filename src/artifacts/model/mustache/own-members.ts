/**
 * The library follows names into what values inherit (`{{name.constructor}}`) and calls the functions that it finds there.
 * Values without prototypes have nothing of that kind.
 */
import mustache from 'mustache';

/** A context in which names are found among members that are a value's own, and no function is called. */
export function ownMembers(variables: object): InstanceType<typeof mustache.Context> {
  return new OwnContext(variables);
}

class OwnContext extends mustache.Context {
  readonly #view: unknown;
  readonly #outer: OwnContext | undefined;

  constructor(view: unknown, outer?: OwnContext) {
    super(view, outer);
    this.#view = view;
    this.#outer = outer;
  }

  override push(view: unknown): OwnContext {
    return new OwnContext(view, this);
  }

  override lookup(name: string): unknown {
    if (name === '.') return this.#view;
    // Most names have no dots.
    const inner = name.includes('.') ? name.split('.') : [name];
    const first = inner.shift() ?? '';
    for (let context: OwnContext | undefined = this; context; context = context.#outer) {
      const found = own(context.#view, first);
      if (found !== undefined) return inner.reduce<unknown>(own, found);
    }
    return undefined;
  }
}

function own(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}
