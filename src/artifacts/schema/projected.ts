/**
 * What schemas share that Weir applies by itself: a document on its way to what head's producer would send,
 * what kept it from being read, and what becomes of it then.
 */
import { toPointer } from '../../document/pointer.ts';
import type { Document, Outcome } from '../engine.ts';

/** What kept a document from being read. The path is that of the schema: what may be data is `*`. */
export interface Trouble {
  readonly path: readonly string[];
  /** `absent`: head requires what recorded traffic could not have. */
  readonly why: { readonly absent: true } | { readonly message: string };
}

export type Projected = { readonly value: unknown } | { readonly trouble: Trouble };

/** A document under way. */
export interface Run {
  trouble: Trouble | undefined;
}

/** The value as head would have it; it says nothing where `run` has trouble. */
export type Step<R extends Run = Run> = (value: unknown, run: R) => unknown;

export function within(name: string, { path, why }: Trouble): Trouble {
  return { path: [name, ...path], why };
}

/** The list itself where no item becomes another. */
export function projectItems<R extends Run>(list: readonly unknown[], step: Step<R>, run: R): readonly unknown[] {
  let copy: unknown[] | undefined;
  for (const [index, item] of list.entries()) {
    const next = step(item, run);
    if (run.trouble) {
      run.trouble = within('*', run.trouble);
      return list;
    }
    if (next === item) continue;
    copy ??= list.slice();
    copy[index] = next;
  }
  return copy ?? list;
}

/**
 * A step for each pair of a type at head and what it was at base, made once, so that types which hold themselves make steps
 * that do.
 */
export function stepsFor<T extends object, R extends Run>(
  make: (head: T, base: T | undefined) => Step<R>,
): (head: T, base: T | undefined) => Step<R> {
  const steps = new Map<T, Map<T | undefined, Step<R>>>();
  return (head, base) => {
    const known = steps.get(head) ?? new Map<T | undefined, Step<R>>();
    steps.set(head, known);
    const step = known.get(base);
    if (step) return step;
    let made: Step<R> | undefined;
    known.set(base, (value, run) => (made ? made(value, run) : value));
    made = make(head, base);
    known.set(base, made);
    return made;
  };
}

/** @param start a run anew */
export function projecting<R extends Run>(whole: Step<R>, start: () => R): (document: unknown) => Projected {
  return (document) => {
    const run = start();
    const value = whole(document, run);
    return run.trouble ? { trouble: run.trouble } : { value };
  };
}

export function judgeProjected(project: (document: Document) => Projected, document: Document): Outcome {
  return unbroken(() => {
    const projected = project(document);
    return 'trouble' in projected ? refused(projected.trouble) : { outcome: 'ok', value: projected.value };
  });
}

/** @param at pointer to what was projected, which is called `what` */
export function refused({ path, why }: Trouble, at = '', what = 'the document'): Outcome {
  const pointer = at + toPointer(path);
  return 'absent' in why
    ? { outcome: 'unreplayable', reason: `head requires ${pointer}; the recording has no such field` }
    : { outcome: 'rejected', reason: `${pointer || what} ${why.message}` };
}

/** A document may nest deeper than the stack; its own message may hold data. */
export function unbroken(judge: () => Outcome): Outcome {
  try {
    return judge();
  } catch (error) {
    return { outcome: 'failed', reason: `the check broke: ${error instanceof Error ? error.name : 'an error'}` };
  }
}
