/** What goes wrong in a chaos run between the App and GitHub. */
import type { Faults } from '../../emulated-github/faults.ts';

/** Some requests in a hundred fail, in every way that GitHub's fail; a third of the webhooks is lost, doubled or late. */
export function makeTrouble(faults: Faults): void {
  faults.add(
    { what: 'server-error', rate: 0.02 },
    { what: 'server-error', rate: 0.01, when: 'after' },
    { what: 'cut', rate: 0.01 },
    { what: 'cut', rate: 0.01, when: 'after' },
    { what: 'half', rate: 0.01 },
    { what: 'slow', rate: 0.05, seconds: 0.3 },
    { what: 'slow', rate: 0.02, seconds: 0.5, when: 'after' },
    // These stop all requests of an installation for a second.
    { what: 'too-many', rate: 0.002, seconds: 1 },
    { what: 'secondary-limit', rate: 0.002, seconds: 1 },
  );
  faults.deliveries({ duplicate: 0.15, drop: 0.1, refuse: 0.05, reorder: 0.2, delay: 20 });
}
