/** Transitions of numbers, made few enough to draw: single values join the round range that they lie in. */
import { range } from '../../../format/numbers.ts';
import { cell } from '../../cell.ts';
import { roundStep } from './bins.ts';
import type { Flow } from './flows.ts';

/** Distinct numbers that still get a ribbon end of their own. */
const mostNumbers = 8;
const ranges = 6;

/** Cells as people read them. With more than eight distinct numbers, ranges of them; flows that then agree are one. */
export function foldNumbers(flows: readonly Flow[]): Flow[] {
  const cells = [...new Set(flows.flatMap(({ from, to }) => [from, to]))];
  const numbers = cells.map(numberOf).filter((value) => value !== undefined);
  const name = numbers.length > mostNumbers ? rangeNames(numbers) : cell;
  const folded = Map.groupBy(
    flows.map(({ from, to, amount }) => ({ from: name(from), to: name(to), amount })),
    ({ from, to }) => JSON.stringify([from, to]),
  );
  return [...folded.values()].flatMap((group) => {
    const [first] = group;
    return first ? [{ ...first, amount: group.reduce((sum, { amount }) => sum + amount, 0) }] : [];
  });
}

/** Cells of both sides: as `known` has them, then numbers from small to large, then the rest. */
export function orderOf(flows: readonly Flow[], known: readonly string[]): string[] {
  const names = [...new Set(flows.flatMap(({ from, to }) => [from, to]))];
  const start = (text: string) => Number.parseFloat(text.replaceAll(',', '').replace('−', '-'));
  const numbers = names.filter((text) => !Number.isNaN(start(text))).sort((a, b) => start(a) - start(b));
  return [...new Set([...known.map(cell), ...numbers, ...names])];
}

function rangeNames(numbers: readonly number[]): (text: string) => string {
  const low = Math.min(...numbers);
  const step = roundStep((Math.max(...numbers) - low) / ranges);
  return (text) => {
    const value = numberOf(text);
    if (value === undefined) return cell(text);
    const start = Math.floor(value / step) * step;
    return range(start, start + step);
  };
}

/** A number, or where a bin `[10,20)` starts. */
function numberOf(text: string): number | undefined {
  const value = Number(/^\[(.+),.+\)$/.exec(text)?.[1] ?? text);
  return text.trim() === '' || !Number.isFinite(value) ? undefined : value;
}
