/** What rules read: the facts of their conditions, as far as these are members of the document; and the events that they fire. */
import { isObject } from '../../../document/is-object.ts';
import type { Outline } from '../../outline.ts';
import type { Rules } from './read.ts';

export function outlineRules({ rules, conditions }: Rules): Outline {
  const paths = new Map<string, readonly string[]>();
  const pending: unknown[] = [...rules.map((rule) => (rule as { conditions?: unknown }).conditions), conditions];
  // The list grows while it is walked.
  for (const value of pending) {
    if (typeof value !== 'object' || value === null) continue;
    if (isObject(value) && typeof value.fact === 'string') {
      const path = [value.fact, ...membersIn(value.path)];
      paths.set(path.join('\u0000'), path);
    }
    pending.push(...Object.values(value));
  }
  const found = [...paths.values()];
  return {
    reads: found.filter(([first]) => first !== 'params'),
    params: found.filter(([first, second]) => first === 'params' && second !== undefined).map((path) => path.slice(1)),
  };
}

/** `$.a.b`: as far as it names members one by one. */
function membersIn(path: unknown): readonly string[] {
  if (typeof path !== 'string') return [];
  return [...(/^\$((?:\.[\p{L}\p{N}_-]+)*)/u.exec(path)?.[1] ?? '').matchAll(/\.([^.]+)/g)].map(
    ([, name = '']) => name,
  );
}
