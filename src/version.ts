/** Weir's own version and those of the packages that it is made with, as its package.json says. */
import manifest from '../package.json' with { type: 'json' };

export const { version } = manifest;

/** A package that Weir does not bring along: whoever needs what it does installs it beside Weir. */
export type Peer = keyof typeof manifest.peerDependencies;

/** What package.json pins a package to, which is what is bundled and what tests run with. Throws where it pins none. */
export function pinnedVersion(name: string): string {
  const pins: Readonly<Record<string, string>> = manifest.devDependencies;
  const pin = pins[name];
  if (pin === undefined) throw new Error(`package.json does not pin ${name}`);
  return pin;
}
