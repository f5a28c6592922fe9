/** A port whose caller dies at one of its requests, before it was carried out or after. */
export type When = 'before' | 'after';

export interface Dying<T> {
  readonly port: T;
  /** Requests so far. */
  count(): number;
}

/** @param parts names of the parts of the port that make requests */
export function dying<T extends object>(port: T, parts: readonly (keyof T)[], at: number, when: When): Dying<T> {
  let calls = 0;
  const part = (own: unknown): unknown =>
    typeof own !== 'object' || own === null
      ? own
      : new Proxy(own, {
          get(target, key) {
            const method: unknown = Reflect.get(target, key);
            if (typeof method !== 'function') return method;
            return async (...given: unknown[]) => {
              calls += 1;
              const dies = calls === at;
              if (dies && when === 'before') throw new Error('killed');
              const answer: unknown = await method.apply(target, given);
              if (dies) throw new Error('killed');
              return answer;
            };
          },
        });
  const own = Object.fromEntries(parts.map((name) => [name, part(port[name])]));
  return { port: { ...port, ...own }, count: () => calls };
}
