/** Cookies of the App's pages: read, written, taken back. */

export interface Cookies {
  /** Undefined where the browser sent none, or more than one: only one of them can be the App's. */
  read(header: string | undefined, name: CookieName): string | undefined;
  /** For `Set-Cookie`. */
  write(name: CookieName, value: string, seconds: number): string;
  remove(name: CookieName): string;
}

export type CookieName = 'weir' | 'weir-login';

/**
 * @param secure over HTTPS. `__Host-` then has the browser itself see to it that only this host has set the cookie
 * (RFC 6265bis, 4.1.3.2). Lax, not strict: people come from a link on GitHub, and come back from its login.
 */
export function createCookies(secure: boolean): Cookies {
  const full = (name: CookieName): string => (secure ? `__Host-${name}` : name);
  const write = (name: CookieName, value: string, seconds: number): string =>
    `${full(name)}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  return {
    read(header = '', name) {
      const start = `${full(name)}=`;
      const found = header.split(/;\s*/).filter((pair) => pair.startsWith(start));
      return found.length === 1 ? found[0]?.slice(start.length) : undefined;
    },
    write,
    remove: (name) => write(name, '', 0),
  };
}
