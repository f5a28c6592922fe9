/** What differs in the body of a request. */
import type { Comparison } from './change.ts';
import { compareContent } from './compare-schemas.ts';
import type { Operation } from './operations.ts';

export function compareBodies(comparison: Comparison, was: Operation, is: Operation): void {
  const [former, body] = [was.body, is.body];
  if (!former && body) {
    const [level, kind] = body.required ? (['breaking', 'required '] as const) : (['safe', ''] as const);
    comparison.tell('request-body-added', is, { head: body.place }, body.place, level, `${kind}request body was added`);
  }
  if (former && !body)
    comparison.tell(
      'request-body-removed',
      is,
      { base: former.place },
      is.place,
      'breaking',
      'request body was removed',
    );
  if (!former || !body) return;
  const required = { base: former.place, head: body.place, key: 'required' };
  if (!former.required && body.required)
    comparison.tell('request-body-required', is, required, body.place, 'breaking', 'request body is now required');
  if (former.required && !body.required)
    comparison.tell('request-body-optional', is, required, body.place, 'safe', 'request body is now optional');
  compareContent(comparison, 'request', is, 'request', former.content, body.content, body.place);
}
