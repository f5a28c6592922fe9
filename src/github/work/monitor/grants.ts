/** What the App was not let do, of what weir.yml asks for: who operates it is told at `/`, and in the log. */

/** What is wanted, and what for. */
const WANTED = {
  'issues: write':
    'what weir monitor finds is written nowhere, and what upstreams do to those who read them stands in their own checks alone',
} as const;

export type Wanted = keyof typeof WANTED;

export class Grants {
  readonly #lacking = new Map<number, Set<Wanted>>();

  /** As it was found last; by the number of the installation. */
  note(installation: number, wanted: Wanted, isGranted: boolean): void {
    const lacking = this.#lacking.get(installation) ?? new Set();
    if (isGranted) lacking.delete(wanted);
    else lacking.add(wanted);
    this.#lacking.set(installation, lacking);
  }

  /** Names no repository: anybody may read it. */
  sentences(): string[] {
    return Object.entries(WANTED).flatMap(([wanted, consequence]) => {
      const count = [...this.#lacking.values()].filter((one) => [...one].some((name) => name === wanted)).length;
      if (count === 0) return [];
      const who = count === 1 ? '1 installation has' : `${count} installations have`;
      return [`${who} not granted ${wanted}, so ${consequence}: see docs/app.md, Permissions.`];
    });
  }
}
