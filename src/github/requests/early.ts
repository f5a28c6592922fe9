/** Asking for something before it is needed, so that it does not wait for answers that it does not depend on. */

/** The promise itself. What goes wrong is heard by whoever waits for it, and is nobody's fault where nobody does. */
export function early<T>(asked: Promise<T>): Promise<T> {
  asked.catch(() => {});
  return asked;
}
