/** The time of an answer as GitHub's header `date` says it, ISO 8601; undefined where it does not. */
export function isoTime(date: string | undefined): string | undefined {
  const milliseconds = Date.parse(date ?? '');
  return Number.isNaN(milliseconds) ? undefined : new Date(milliseconds).toISOString();
}
