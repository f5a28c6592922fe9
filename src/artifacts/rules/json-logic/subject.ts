/** What an edit of a rule is about, so that its message can say more than `8 became 6`. */
import { compileRead, pointerTokens, toPointer } from '../../../document/pointer.ts';
import type { Placed } from '../../diff/edits.ts';
import type { ValueChange } from '../../diff/value-change.ts';
import { nameOfRule } from './rule-name.ts';

/** Of a branch the condition speaks, which is an operation of its own. */
const branching = new Set(['if', '?:', 'and', 'or', '!', '!!']);
/** Operands are searched so deep. */
const deepest = 4;
const longest = 60;

/**
 * `velocity_1h`: the variable that the changed operand or operator has to do with; before it the name of the rule, in a
 * file of several: `velocity, velocity_1h`. Undefined where neither is found.
 * @param rule the side that the change's pointer leads into
 * @param part where it stands, if it is one of several in its file
 */
export function subjectOf(rule: unknown, { pointer, change }: ValueChange, part?: Placed): string | undefined {
  const tokens = pointerTokens(pointer);
  const nodes = tokens.map((_, depth) => compileRead(toPointer(tokens.slice(0, depth)))(rule));
  // What came, went or was renamed is named by the message itself.
  const outer = change === 'changed' ? tokens : tokens.slice(0, -1);
  const names = [part && nameOfRule(part.file, part.pointer), nameOf(nodes, outer)];
  const name = names.filter((one) => one !== undefined).join('.');
  const parts = [name, variableOf(nodes, tokens)].filter((one) => one !== undefined && one !== '');
  return parts.length === 0 ? undefined : parts.map((one) => shorten(one ?? '')).join(', ');
}

/** Keys on the way that stand beside others: of an operation there is only one. */
function nameOf(nodes: readonly unknown[], tokens: readonly string[]): string | undefined {
  const keys = tokens.filter((_, depth) => isMapping(nodes[depth]) && Object.keys(nodes[depth]).length > 1);
  return keys.length === 0 ? undefined : keys.join('.');
}

/** The first variable beside the place in the innermost operation around it that has one. */
function variableOf(nodes: readonly unknown[], tokens: readonly string[]): string | undefined {
  for (let depth = tokens.length - 1; depth >= 0; depth -= 1) {
    const node = nodes[depth];
    const operator = tokens[depth];
    if (!isMapping(node) || operator === undefined) continue;
    // Beyond a branch or a mapping stands what other conditions are about.
    if (branching.has(operator) || Object.keys(node).length > 1 || operator === 'var') return undefined;
    const operands = [node[operator]].flat();
    const own = tokens[depth + 1];
    const others = operands.filter((_, index) => String(index) !== own || operands.length === 1);
    const found = others.map((operand) => variableIn(operand, 0)).find((name) => name !== undefined);
    if (found !== undefined) return found;
  }
  return undefined;
}

function variableIn(operand: unknown, depth: number): string | undefined {
  if (depth > deepest || typeof operand !== 'object' || operand === null) return undefined;
  if (isMapping(operand) && 'var' in operand) {
    const [name] = [operand.var].flat();
    return typeof name === 'string' && name !== '' ? name : undefined;
  }
  const parts = Object.values(operand);
  return parts.map((part) => variableIn(part, depth + 1)).find((name) => name !== undefined);
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shorten(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}
