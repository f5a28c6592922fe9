/**
 * The places of a process in which jobs are worked on, and who has how many. As buffers of switches are shared by dynamic
 * thresholds (Choudhury, Hahne 1998): nobody has to know how many there are who want some.
 */

export interface Places {
  /** Undefined where the owner has as many as would be left. Without an owner there is always one. Disposing of it gives it back. */
  take(owner: string | undefined): Disposable | undefined;
}

export function openPlaces(count: number): Places {
  const taken = new Map<string | undefined, number>();
  let free = count;

  function add(owner: string | undefined, change: number): void {
    free -= change;
    const now = (taken.get(owner) ?? 0) + change;
    if (now === 0) taken.delete(owner);
    else taken.set(owner, now);
  }

  return {
    take(owner) {
      const has = taken.get(owner) ?? 0;
      // Whoever has none gets one: where there is no place, nobody asks.
      if (owner !== undefined && has > 0 && has >= free) return undefined;
      add(owner, 1);
      return { [Symbol.dispose]: () => add(owner, -1) };
    },
  };
}
