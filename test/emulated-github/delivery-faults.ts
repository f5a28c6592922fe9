/** What goes wrong between GitHub and the App's webhook address. `hooks.ts` asks it about each delivery. */

/** Shares between 0 and 1. */
export interface DeliveryTrouble {
  /** Sent twice. */
  readonly duplicate?: number;
  /** Never sent, and not in the log either. */
  readonly drop?: number;
  /** In the log as failed with 502; the App never saw it. */
  readonly refuse?: number;
  /** Held back by up to two seconds, so that later ones come first. */
  readonly reorder?: number;
  /** Milliseconds that every delivery takes more. */
  readonly delay?: number;
}

/** How often it happened so far. */
export interface DeliveryCounts {
  dropped: number;
  duplicated: number;
  refused: number;
}

export interface DeliveryFaults {
  trouble: DeliveryTrouble;
  readonly counts: Readonly<DeliveryCounts>;
  /** One fate for each time that the delivery is sent. */
  plan(): readonly Fate[];
}

export interface Fate {
  readonly refused: boolean;
  wait(): Promise<void>;
}

export function makeDeliveryFaults(random: () => number): DeliveryFaults {
  const counts: DeliveryCounts = { dropped: 0, duplicated: 0, refused: 0 };
  const happens = (share: number | undefined) => share !== undefined && share > 0 && random() < share;
  const counted = (what: keyof DeliveryCounts, share: number | undefined) => {
    const strikes = happens(share);
    if (strikes) counts[what] += 1;
    return strikes;
  };
  return {
    trouble: {},
    counts,
    plan() {
      const { duplicate, drop, refuse, reorder, delay = 0 } = this.trouble;
      if (counted('dropped', drop)) return [];
      const times = counted('duplicated', duplicate) ? 2 : 1;
      return Array.from({ length: times }, () => {
        const pause = delay + (happens(reorder) ? random() * 2000 : 0);
        return {
          refused: counted('refused', refuse),
          wait: () => (pause > 0 ? new Promise<void>((resolve) => setTimeout(resolve, pause)) : Promise.resolve()),
        };
      });
    },
  };
}
