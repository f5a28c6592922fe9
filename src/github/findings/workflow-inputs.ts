/** What a workflow takes when it is begun by hand or by an API: GitHub refuses inputs that it does not declare. */
import { parse, YAMLParseError } from 'yaml';

/** Names; undefined where it cannot be begun so. */
export function inputsOf(workflow: string): string[] | undefined {
  const on = memberOf(read(workflow), 'on');
  if (on === 'workflow_dispatch' || (Array.isArray(on) && on.includes('workflow_dispatch'))) return [];
  if (typeof on !== 'object' || on === null || !('workflow_dispatch' in on)) return undefined;
  return Object.keys(Object(memberOf(on.workflow_dispatch, 'inputs')));
}

function read(workflow: string): unknown {
  try {
    return parse(workflow);
  } catch (error) {
    if (error instanceof YAMLParseError) return undefined;
    throw error;
  }
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}
