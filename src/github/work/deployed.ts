/** Wakes checks that wait for a deployment, where the webhook comes to the process that they wait in. */

export class Deployed {
  readonly #waiting = new Map<string, PromiseWithResolvers<void>>();

  /** Resolves once a deployment of the commit is told of. */
  next(head: string): Promise<void> {
    const waiting = this.#waiting.get(head) ?? Promise.withResolvers<void>();
    this.#waiting.set(head, waiting);
    return waiting.promise;
  }

  tell(head: string): void {
    this.#waiting.get(head)?.resolve();
    this.#waiting.delete(head);
  }

  /** Nobody waits for it any more. */
  forget(head: string): void {
    this.#waiting.delete(head);
  }
}
