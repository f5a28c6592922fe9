/** Many pairs of schemas at once: each is a package of its own, so that one run of buf answers all. */

/** With the package that `PKG` stands for; proto3 where the text says nothing. */
export function inPackage(text: string, index: number): string {
  const whole = text.includes('package PKG') ? text : `syntax = "proto3"; package PKG; ${text}`;
  return whole.replaceAll('PKG', `p${index}`);
}

export function filesOf(texts: readonly string[]): Map<string, string> {
  return new Map(texts.map((text, index) => [`p${index}.proto`, inPackage(text, index)]));
}
