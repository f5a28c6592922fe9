/**
 * A fetch that has read its answer to the end. Octokit takes an answer whose connection was cut in the middle for a
 * short or empty one ("no pull requests"); here that is a failure, which is repeated. `octokit.ts` uses it.
 */
export function wholeFetch(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    if (response.body === null) return response;
    const { status, statusText, headers, url } = response;
    const whole = new Response(await response.arrayBuffer(), { status, statusText, headers });
    return Object.defineProperty(whole, 'url', { value: url });
  };
}
