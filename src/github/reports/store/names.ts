/** Names of texts, checked before any store makes a path or a key of them. */

/**
 * Names are made by Weir of what it has checked; one that leads elsewhere is a bug, and throws.
 *
 * @param kinds the first parts that a name may have
 */
export function checkedName(name: string, kinds: readonly string[]): string {
  const [kind = '', ...parts] = name.split('/');
  const isPlain = (part: string): boolean => /^[\w.-]{1,200}$/.test(part) && !/^\.+$/.test(part);
  if (!kinds.includes(kind) || !parts.every(isPlain)) throw new Error(`no name for a text: ${JSON.stringify(name)}`);
  return name;
}
