/** Single settings of an endpoint's file. All throw Misfit. */
import { compileRead, pointerPattern, type Read, toPointer } from '../../../document/pointer.ts';
import { Misfit, type Settings } from './engine.ts';

export function pointerAt(settings: Settings, key: string, otherwise: string): Read {
  const value = settings[key] ?? otherwise;
  if (typeof value === 'string' && pointerPattern.test(value)) return compileRead(value);
  throw new Misfit(toPointer([key]), 'a JSON Pointer, such as /features');
}

export function textAt(settings: Settings, key: string): string | undefined {
  const value = settings[key];
  if (value === undefined || typeof value === 'string') return value;
  throw new Misfit(toPointer([key]), 'a text');
}

export function mappingAt(settings: Settings, key: string): Readonly<Record<string, unknown>> {
  const value = settings[key] ?? {};
  if (isMapping(value)) return value;
  throw new Misfit(toPointer([key]), 'a mapping');
}

export function onlyKeys(settings: Settings, keys: readonly string[]): void {
  const unknown = Object.keys(settings).find((key) => !keys.includes(key));
  if (unknown !== undefined) throw new Misfit(toPointer([unknown]), `one of ${keys.join(', ')}`);
}

export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads a place that has to hold something. */
export function needed(read: Read, from: unknown): unknown {
  const value = read(from);
  if (value === undefined) throw new Error('nothing there');
  return value;
}
