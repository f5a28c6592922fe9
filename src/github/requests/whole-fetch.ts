/**
 * A fetch that has read its answer to the end, and has looked whether it is one. Octokit takes an answer whose connection
 * was cut in the middle for a short or empty one ("no pull requests"), and a page of HTML for a text; here both are
 * failures, which are repeated. `octokit.ts` uses it.
 */
import { assertShape } from './shapes.ts';

export function wholeFetch(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    const bytes = response.body === null ? new ArrayBuffer(0) : await response.arrayBuffer();
    const { status, statusText, headers, url } = response;
    if (status === 200 || status === 201) {
      const address = url === '' ? String(input) : url;
      assertShape(init?.method ?? 'GET', address, headers.get('content-type') ?? '', new TextDecoder().decode(bytes));
    }
    if (response.body === null) return response;
    const whole = new Response(bytes, { status, statusText, headers });
    return Object.defineProperty(whole, 'url', { value: url });
  };
}
