/** What GitHub has answered to a request that failed. */

/** HTTP status; undefined for what is no failed request: a bug. */
export function statusOf(error: unknown): number | undefined {
  return error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : undefined;
}

/** The answer has one of these statuses, and means it: a 403 or 429 also says that the App has asked too often. */
export function isAnswer(error: unknown, statuses: readonly number[]): error is Error {
  const status = statusOf(error);
  return (
    error instanceof Error && status !== undefined && statuses.includes(status) && !/rate limit/i.test(error.message)
  );
}

/** Undefined where GitHub answers with one of these statuses. */
export async function unlessStatus<T>(statuses: readonly number[], ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (isAnswer(error, statuses)) return undefined;
    throw error;
  }
}
