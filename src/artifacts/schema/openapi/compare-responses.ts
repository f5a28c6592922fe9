/** What differs in a response of an operation: its body and its headers. */
import type { Comparison } from './change.ts';
import { compareContent, compareSlots } from './compare-schemas.ts';
import type { Operation, Response } from './operations.ts';

export function compareResponses(
  comparison: Comparison,
  is: Operation,
  status: string,
  was: Response,
  response: Response,
): void {
  const what = `response ${status}`;
  compareContent(comparison, 'response', is, what, was.content, response.content, response.place);
  for (const [name, header] of response.headers) {
    const former = was.headers.get(name);
    if (!former) {
      comparison.tell(
        'response-header-added',
        is,
        { head: header.place, accepts: header.required },
        header.place,
        'safe',
        `${what} header ${header.name} was added`,
      );
      continue;
    }
    const required = { base: former.place, head: header.place, key: 'required' };
    if (former.required && !header.required) {
      const message = `${what} header ${header.name} is now optional`;
      comparison.tell('response-header-optional', is, required, header.place, 'breaking', message);
    }
    if (!former.required && header.required) {
      const message = `${what} header ${header.name} is now required`;
      comparison.tell('response-header-required', is, required, header.place, 'safe', message);
    }
    compareSlots(comparison, 'response', is, `${what} header ${header.name}`, former.schema, header.schema);
  }
  for (const [name, header] of was.headers) {
    if (response.headers.has(name)) continue;
    const level = header.required ? 'breaking' : 'risky';
    const message = `${what} header ${header.name} was removed`;
    comparison.tell('response-header-removed', is, { base: header.place }, response.place, level, message);
  }
}
