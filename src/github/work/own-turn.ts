/** A check's turn to replay, which it gives back while its recording is still on its way: a slow bucket holds up nobody else. */
import type { Turn } from '../../replay/pool.ts';
import type { Turns } from '../../turns.ts';
import type { Phase } from '../check/outcome.ts';

export interface OwnTurn extends Turn, Disposable {
  /** How long it was had so far. */
  readonly milliseconds: number;
}

/** @param enter told what the check is busy with from now on */
export function ownTurn(turns: Pick<Turns, 'take'>, signal: AbortSignal, enter: (phase: Phase) => void): OwnTurn {
  let held: Promise<Disposable> | undefined;
  /** Where it is had, or others replay for it. */
  let since: number | undefined;
  let before = 0;

  async function begin(): Promise<Disposable> {
    enter('waiting');
    const turn = await turns.take(signal);
    enter('replaying');
    since ??= performance.now();
    return turn;
  }

  function giveBack(): void {
    // A turn whose taking failed was never had, so there is nothing to give back.
    void held?.then(
      (turn) => turn[Symbol.dispose](),
      () => {},
    );
    held = undefined;
  }

  function end(): void {
    giveBack();
    if (since !== undefined) before += performance.now() - since;
    since = undefined;
  }

  return {
    get milliseconds() {
      return before + (since === undefined ? 0 : performance.now() - since);
    },
    async take() {
      held ??= begin();
      await held;
    },
    leave() {
      end();
      enter('downloading');
    },
    lend() {
      giveBack();
      enter('replaying');
      since ??= performance.now();
    },
    [Symbol.dispose]: end,
  };
}
