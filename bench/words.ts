/** Figures as the table prints them. */
import type { Run } from './run.ts';

export function count(records: number): string {
  return records.toLocaleString('en-US');
}

export function seconds(amount: number): string {
  return `${amount.toFixed(amount < 10 ? 2 : 1)} s`;
}

export function rate(records: number, amount: number): string {
  return `${count(Math.round(records / amount / 1000))} k records/s`;
}

export function megabytes(bytes: number): string {
  return `${count(Math.round(bytes / 1024 / 1024))} MB`;
}

/** How many cores a run really had: the machine may be shared. */
export function busy({ processorSeconds, seconds: wall }: Run): string {
  return `${seconds(processorSeconds)} of processor time, ${(processorSeconds / wall).toFixed(1)} cores`;
}
