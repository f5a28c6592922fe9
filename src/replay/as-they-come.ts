/** Hands out things in the order in which they become ready, to several who ask at the same time. */

export interface Coming<T> extends AsyncIterableIterator<T> {
  /** Whether who asks now has to wait. */
  readonly isWaiting: boolean;
}

/** Throws, to all who ask, what the first that never will be ready throws. Unlike a generator it has nothing to close. */
export function asTheyCome<T>(items: readonly T[], ready: (item: T) => Promise<unknown>): Coming<T> {
  const come: T[] = [];
  const waiting: PromiseWithResolvers<void>[] = [];
  let left = items.length;
  let failure: { readonly error: unknown } | undefined;
  const wake = (): void => {
    for (const { resolve } of waiting.splice(0)) resolve();
  };
  for (const item of items) {
    ready(item).then(
      () => {
        come.push(item);
        wake();
      },
      (error: unknown) => {
        failure ??= { error };
        wake();
      },
    );
  }
  return {
    get isWaiting() {
      return come.length === 0 && left > 0;
    },
    async next() {
      for (;;) {
        if (failure) throw failure.error;
        const [item] = come.splice(0, 1);
        if (item !== undefined) {
          left -= 1;
          if (left === 0) wake();
          return { done: false, value: item };
        }
        if (left === 0) return { done: true, value: undefined };
        const turn = Promise.withResolvers<void>();
        waiting.push(turn);
        await turn.promise;
      }
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
