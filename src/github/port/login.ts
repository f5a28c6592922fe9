/** Names of accounts on GitHub. */

/** Login under which the App with this slug writes comments and leaves reactions. */
export function botLogin(slug: string): string {
  return `${slug}[bot]`;
}

/** GitHub's logins differ in more than their capitals. */
export function sameLogin(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
