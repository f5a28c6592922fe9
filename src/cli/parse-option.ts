/** Turns the text of an option into what it means, or says what was expected. */
import { InvalidArgumentError } from 'commander';
import { pointerPattern } from '../document/pointer.ts';

export function wholeNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('Expected a whole number.');
  return Number(text);
}

export function atLeastOne(text: string): number {
  const number = wholeNumber(text);
  if (number < 1) throw new InvalidArgumentError('Expected a whole number of at least 1.');
  return number;
}

/** As many as a timer can wait, 24 days, at most. */
export function minutes(text: string): number {
  const number = /^\d{1,6}(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (!(number > 0 && number <= 34_560)) throw new InvalidArgumentError('Expected a number of minutes, as 30 or 0.5.');
  return number;
}

/** For options that may be repeated. */
export function collect(text: string, before: readonly string[] = []): string[] {
  return [...before, text];
}

/** A JSON Pointer. */
export function pointer(text: string): string {
  if (!pointerPattern.test(text)) throw new InvalidArgumentError('Expected a JSON Pointer, as /decision.');
  return text;
}
