/** A fetch that nobody waits for longer than is worth it. `octokit.ts` uses it for every request. */

export interface Patience {
  /** Milliseconds until the answer begins, and then between two pieces of it. */
  readonly silence: number;
  /** Milliseconds until the answer is there as a whole. */
  readonly whole: number;
}

/** Nothing came for so long. */
export class Silence extends Error {}

/** Counts from when the request goes out: waiting for a token comes before. `onAnswer`: told the status, `none` without. */
export function boundedFetch(
  fetch: typeof globalThis.fetch,
  { silence, whole }: Patience,
  onAnswer: (status: string) => void = () => {},
): typeof globalThis.fetch {
  return async (input, init) => {
    const quiet = new AbortController();
    const stop = () => quiet.abort(new Silence(`GitHub sent nothing for ${silence / 1000} s`));
    const timer = setTimeout(stop, silence);
    const signals = [quiet.signal, AbortSignal.timeout(whole), ...(init?.signal ? [init.signal] : [])];
    try {
      const response = await fetch(input, { ...init, signal: AbortSignal.any(signals) });
      onAnswer(String(response.status));
      if (response.body === null) {
        clearTimeout(timer);
        return response;
      }
      return withBody(response, response.body.pipeThrough(watched(timer)));
    } catch (error) {
      clearTimeout(timer);
      onAnswer('none');
      throw error;
    }
  };
}

/** Each piece that comes begins the silence anew. A body that nobody reads to its end is left to the timer. */
function watched(timer: NodeJS.Timeout): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  return new TransformStream({
    start: () => void timer.refresh(),
    transform(piece, controller) {
      timer.refresh();
      controller.enqueue(piece);
    },
    flush: () => clearTimeout(timer),
  });
}

function withBody(response: Response, body: ReadableStream<Uint8Array<ArrayBuffer>>): Response {
  const { status, statusText, headers, url } = response;
  return Object.defineProperty(new Response(body, { status, statusText, headers }), 'url', { value: url });
}
