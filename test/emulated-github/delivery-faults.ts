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

export interface DeliveryFaults {
  trouble: DeliveryTrouble;
  /** One fate for each time that the delivery is sent. */
  plan(): readonly Fate[];
}

export interface Fate {
  readonly refused: boolean;
  wait(): Promise<void>;
}

export function makeDeliveryFaults(random: () => number): DeliveryFaults {
  const happens = (share: number | undefined) => share !== undefined && share > 0 && random() < share;
  return {
    trouble: {},
    plan() {
      const { duplicate, drop, refuse, reorder, delay = 0 } = this.trouble;
      if (happens(drop)) return [];
      const times = happens(duplicate) ? 2 : 1;
      return Array.from({ length: times }, () => {
        const pause = delay + (happens(reorder) ? random() * 2000 : 0);
        return {
          refused: happens(refuse),
          wait: () => (pause > 0 ? new Promise<void>((resolve) => setTimeout(resolve, pause)) : Promise.resolve()),
        };
      });
    },
  };
}
