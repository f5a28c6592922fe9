/** What a request is told, so that it ends with a signal of its own. */
export function bounded(signal: AbortSignal | undefined): { request?: { signal: AbortSignal } } {
  return signal ? { request: { signal } } : {};
}
