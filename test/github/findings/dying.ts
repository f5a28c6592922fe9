/** Conversations that end at one call to GitHub, as with a process that is killed there. */
import type { Conversations } from '../../../src/github/port/conversations.ts';

/** Dies at a call, before it was carried out or after. */
export function dying(
  { issues, comments, workflows }: Conversations,
  at: number,
  when: 'before' | 'after',
): { readonly to: Conversations; count(): number } {
  let calls = 0;
  const part = <T extends object>(own: T): T =>
    new Proxy(own, {
      get(target, key) {
        const method: unknown = Reflect.get(target, key);
        if (typeof method !== 'function') return method;
        return async (...given: unknown[]) => {
          calls += 1;
          const dies = calls === at;
          if (dies && when === 'before') throw new Error('killed');
          const answer: unknown = await method.apply(target, given);
          if (dies) throw new Error('killed');
          return answer;
        };
      },
    });
  return { to: { issues: part(issues), comments: part(comments), workflows: part(workflows) }, count: () => calls };
}
