/** What is done when this process ends by itself. However many wait for that, Node counts one listener: of more than ten it warns. */

const waiting = new Set<() => void>();

/** @param act without waiting for anything. Answers with what calls it off. */
export function atExit(act: () => void): () => void {
  if (waiting.size === 0) process.once('exit', actAll);
  waiting.add(act);
  return () => {
    if (waiting.delete(act) && waiting.size === 0) process.off('exit', actAll);
  };
}

/** One that fails keeps no other from its turn. */
function actAll(): void {
  const [first, ...others] = waiting;
  if (!first) return;
  waiting.delete(first);
  try {
    first();
  } finally {
    if (others.length > 0) actAll();
  }
}
