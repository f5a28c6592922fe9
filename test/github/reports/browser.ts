/** Somebody's browser, logged in to GitHub: keeps the App's cookies and follows where it is sent. */
import type { EmulatedGitHub } from '../../emulated-github/index.ts';

export interface Browser {
  /** What the App has set, by name. */
  readonly jar: Map<string, string>;
  /** One request to the App, with its cookies. */
  get(path: string, init?: RequestInit): Promise<Response>;
  /** Follows redirects, to GitHub and back. */
  visit(path: string): Promise<Response>;
  /** Where GitHub sends the browser that comes with this address. */
  throughGitHub(address: string): Promise<string>;
}

/** `app` answers what is meant for `publicUrl`, as the proxy before it would let it */
export function openBrowser(
  github: EmulatedGitHub,
  login: string,
  { publicUrl, app }: { readonly publicUrl: string; readonly app: string },
): Browser {
  const jar = new Map<string, string>();
  const browser: Browser = {
    jar,
    async get(path, init = {}) {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const headers = { ...(cookie !== '' && { cookie }), ...init.headers };
      const response = await fetch(`${app}${path}`, { redirect: 'manual', ...init, headers });
      for (const set of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
        if (/; Max-Age=0(;|$)/.test(set)) jar.delete(name);
        else jar.set(name, value);
      }
      return response;
    },
    async throughGitHub(address) {
      const response = await fetch(address, { redirect: 'manual', headers: { cookie: github.browserCookie(login) } });
      return response.headers.get('location') ?? '';
    },
    async visit(path) {
      let response = await browser.get(path);
      for (let hops = 0; response.status === 302; hops += 1) {
        const address = response.headers.get('location') ?? '';
        if (hops > 5) throw new Error(`sent in a circle, at last to ${address}`);
        const next = address.startsWith(github.url) ? await browser.throughGitHub(address) : address;
        if (!next.startsWith(`${publicUrl}/`)) throw new Error(`sent to ${next}`);
        response = await browser.get(next.slice(publicUrl.length));
      }
      return response;
    },
  };
  return browser;
}
