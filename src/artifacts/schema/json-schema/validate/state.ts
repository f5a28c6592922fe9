/** What is kept while one value is judged. */

/** Judges a value. Where it fails it says why in the state, if it is asked to. */
export type Check = (value: unknown, state: State, seen: Seen | undefined) => boolean;

export interface State {
  /** Where in the document the value stands; only where the reason is wanted. */
  path: (string | number)[] | undefined;
  /** The last failure: of nested ones the outermost. */
  failure: Failure | undefined;
  /** The first failure of those that stand deepest in the document. */
  deepest: Failure | undefined;
  /** The `$id`s through which the way led, for `$dynamicRef` and `$recursiveRef`. */
  scope: Scope | undefined;
}

export interface Failure {
  readonly path: readonly (string | number)[];
  readonly message: string;
  /** What would have been right, where there is a list of it. */
  readonly allowed?: readonly unknown[];
}

export interface Scope {
  readonly resource: string;
  readonly outer: Scope | undefined;
}

export function newState(explain: boolean): State {
  return { path: explain ? [] : undefined, failure: undefined, deepest: undefined, scope: undefined };
}

/** Notes why a value fails. Returns false. */
export function fail(state: State, message: string, allowed?: readonly unknown[]): false {
  if (state.path) {
    state.failure = { path: [...state.path], message, allowed };
    if (state.path.length > (state.deepest?.path.length ?? -1)) state.deepest = state.failure;
  }
  return false;
}

/** Which members and items some schema has looked at, for `unevaluatedProperties` and `unevaluatedItems`. */
export class Seen {
  readonly names = new Set<string>();
  allNames = false;
  /** All items before this position. */
  upTo = 0;
  readonly indexes = new Set<number>();

  add(other: Seen): void {
    for (const name of other.names) this.names.add(name);
    for (const index of other.indexes) this.indexes.add(index);
    this.allNames ||= other.allNames;
    this.upTo = Math.max(this.upTo, other.upTo);
  }
}

/** Judges a member or item, whose place is known while it is judged. */
export function inside(check: Check, value: unknown, token: string | number, state: State): boolean {
  if (!state.path) return check(value, state, undefined);
  state.path.push(token);
  const valid = check(value, state, undefined);
  state.path.pop();
  return valid;
}

/** A check that may be built when it is first asked. */
export interface Cell {
  check: Check;
}

export function through(cell: Cell): Check {
  return (value, state, seen) => cell.check(value, state, seen);
}
