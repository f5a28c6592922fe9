/** Functions of the library that take the context for an argument which a call leaves out: `$uppercase()`. */
import jsonata from 'jsonata';

/** What a call with few arguments reads of the context. */
export interface ContextCall {
  /** Of so many arguments none is left out. */
  readonly full: number;
  /** It takes objects. What takes texts and numbers alone sees of an object that it is one. */
  readonly takesObjects: boolean;
}

/**
 * By the library's own signatures (https://docs.jsonata.org/embedding-extending#function-signature-syntax): undefined for a function
 * that never looks at the context, absent for what is no function of the library.
 */
export async function contextCalls(names: Iterable<string>): Promise<ReadonlyMap<string, ContextCall | undefined>> {
  const found = new Map<string, ContextCall | undefined>();
  for (const name of new Set(names)) {
    const value: unknown = /^\w+$/.test(name) ? await jsonata(`$${name}`).evaluate(undefined) : undefined;
    if (typeof value === 'object' && value !== null) found.set(name, contextCallOf(definitionOf(value)));
  }
  return found;
}

const ANY: ContextCall = { full: Number.POSITIVE_INFINITY, takesObjects: true };

/** `<s-nn?:s>`: a text, or else the context, a number and perhaps another one. */
export function contextCallOf(definition: string | undefined): ContextCall | undefined {
  const parameters = definition?.slice(1).match(/(?:\([a-z]+\)|[a-z])(?:<[^>]*>)?[-?+]*|:.*/g);
  if (!parameters) return ANY;
  const [first = '', ...others] = parameters.filter((parameter) => !parameter.startsWith(':'));
  if (others.some((parameter) => parameter.includes('-'))) return ANY;
  if (!first.includes('-')) return undefined;
  const takesObjects = /[^nsbf()-]/.test(first);
  // What takes anything takes the first argument that there is.
  const left = first.startsWith('x') ? others.filter((parameter) => !parameter.endsWith('?')) : others;
  return { full: 1 + left.length, takesObjects };
}

function definitionOf(value: object): string | undefined {
  const { signature } = value as { readonly signature?: { readonly definition?: unknown } };
  return typeof signature?.definition === 'string' ? signature.definition : undefined;
}
