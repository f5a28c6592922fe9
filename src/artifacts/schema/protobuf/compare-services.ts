/** What differs in one service. Nothing of it changes what a payload is. */
import { type Finding, finding, type Rule } from './finding.ts';
import type { MethodModel, ServiceModel } from './model.ts';

export function compareServices(base: ServiceModel, head: ServiceModel, nameAt: (name: string) => string): Finding[] {
  const known = [...base.methods.values()].flatMap((method): Finding[] => {
    const of = `${head.name}.${method.name}`;
    const now = head.methods.get(method.name);
    return now
      ? compareMethod(method, now, of, nameAt)
      : [finding('method-removed', of, `rpc ${of} removed`, head, { rules: ['RPC_NO_DELETE'] })];
  });
  const fresh = [...head.methods.values()].filter(({ name }) => !base.methods.has(name));
  const added = fresh.map((method) =>
    finding('method-added', `${head.name}.${method.name}`, `rpc ${head.name}.${method.name} added`, method),
  );
  return [...known, ...added];
}

function compareMethod(base: MethodModel, head: MethodModel, of: string, nameAt: (name: string) => string): Finding[] {
  const changed: (readonly [Rule, string])[] = [];
  const [request, response] = [nameAt(base.request), nameAt(base.response)];
  if (request !== head.request)
    changed.push(['RPC_SAME_REQUEST_TYPE', `takes ${head.request} where it took ${base.request}`]);
  if (response !== head.response)
    changed.push(['RPC_SAME_RESPONSE_TYPE', `answers ${head.response} where it answered ${base.response}`]);
  if (base.clientStreams !== head.clientStreams)
    changed.push(['RPC_SAME_CLIENT_STREAMING', `${streams(head.clientStreams)} requests`]);
  if (base.serverStreams !== head.serverStreams)
    changed.push(['RPC_SAME_SERVER_STREAMING', `${streams(head.serverStreams)} answers`]);
  if (base.idempotency !== head.idempotency) {
    changed.push(['RPC_SAME_IDEMPOTENCY_LEVEL', `is ${head.idempotency} where it was ${base.idempotency}`]);
  }
  return changed.map(([rule, said]) => finding('method-changed', of, `rpc ${of} ${said}`, head, { rules: [rule] }));
}

function streams(does: boolean): string {
  return does ? 'now streams' : 'no longer streams';
}
