/**
 * Who looks: sends people to GitHub, takes them back and remembers them for a working day. All of it lies in signed
 * cookies, so that any process of the App can go on with what another began.
 */
import { randomBytes } from 'node:crypto';
import { createSeal, isSame } from '../../seal.ts';
import type { Answer } from '../answer.ts';
import { redirect } from '../answer.ts';
import type { Cookies } from './cookies.ts';
import { createUsed } from './used.ts';
import type { Viewer, WebFlow } from './web-flow.ts';

export interface Login {
  /** Who is logged in; undefined: nobody. */
  viewer(cookies: string | undefined): Viewer | undefined;
  /** To GitHub, and from there back to `path`. */
  begin(path: string): Answer;
  /** Takes back whom GitHub has sent. Undefined where it did not come from `begin`; throws where GitHub is away. */
  finish(query: URLSearchParams, cookies: string | undefined): Promise<Answer | undefined>;
}

export interface LoginOptions {
  readonly privateKey: string;
  readonly flow: WebFlow;
  readonly cookies: Cookies;
  /** What stands before a path when people are sent to it. */
  readonly publicUrl: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

const EIGHT_HOURS = 8 * 3600;
const TEN_MINUTES = 600;

export function createLogin({ privateKey, flow, cookies, publicUrl, now }: LoginOptions): Login {
  const sessions = createSeal(privateKey, 'sessions');
  const logins = createSeal(privateKey, 'logins');
  const used = createUsed(now);
  const endOf = (seconds: number): number => now() + seconds * 1000;
  const isOver = (expires: unknown): boolean => typeof expires !== 'number' || expires <= now();
  return {
    viewer(header) {
      const { login, id, expires } = sessions.open(cookies.read(header, 'weir') ?? '') ?? {};
      if (typeof login !== 'string' || typeof id !== 'number' || isOver(expires)) return undefined;
      return { login, id };
    },
    begin(path) {
      const state = randomBytes(32).toString('base64url');
      const begun = logins.close({ state, path, expires: endOf(TEN_MINUTES) });
      const address = flow.address(state, logins.derive(state));
      return redirect(address, [cookies.write('weir-login', begun, TEN_MINUTES)]);
    },
    async finish(query, header) {
      const { state, path, expires } = logins.open(cookies.read(header, 'weir-login') ?? '') ?? {};
      const code = query.get('code');
      if (typeof state !== 'string' || typeof path !== 'string' || isOver(expires) || !code) return undefined;
      // Before GitHub is asked: of two requests with one state only the first counts.
      if (!isSame(query.get('state') ?? '', state) || !used.take(state, Number(expires))) return undefined;
      const viewer = await flow.viewerOf(code, logins.derive(state));
      if (!viewer || !isOurs(path)) return undefined;
      const session = sessions.close({ login: viewer.login, id: viewer.id, expires: endOf(EIGHT_HOURS) });
      return redirect(`${publicUrl}${path}`, [
        cookies.write('weir', session, EIGHT_HOURS),
        cookies.remove('weir-login'),
      ]);
    },
  };
}

/** The path is signed, and was ours when it was; whatever it is, it leads to no other host. */
function isOurs(path: string): boolean {
  return /^\/reports\/[\w./?=-]*$/.test(path) && !path.includes('..');
}
