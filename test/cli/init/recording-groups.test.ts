import { describe, expect, it } from 'vitest';
import { groupRecordings } from '../../../src/cli/init/recording-groups.ts';

function named(paths: readonly string[]): [name: string, files: string][] {
  return groupRecordings(paths, 10).map(({ name, files }) => [name, files]);
}

describe('recordings of several files', () => {
  it('names files that differ in a date or a number only by one glob', () => {
    const paths = ['traffic/flights-2001-01-01.jsonl.gz', 'traffic/flights-2001-01-02.jsonl.gz'];
    expect(named(paths)).toEqual([['flights', 'traffic/flights-*.jsonl.gz']]);
  });

  it('leaves other files out of the glob', () => {
    const paths = ['traffic/flights-1.csv', 'traffic/flights-2.csv', 'traffic/flights-old.csv'];
    expect(named(paths)).toEqual([
      ['flights', 'traffic/flights-[0-9]*.csv'],
      ['flights-old', 'traffic/flights-old.csv'],
    ]);
  });

  it('puts traffic before the fixtures of tests', () => {
    const [first] = named(['a/test/fixtures/x.jsonl', 'production/events.jsonl']);
    expect(first).toEqual(['events', 'production/events.jsonl']);
  });

  it('gives each its own name, and the folder to files that are only a number', () => {
    expect(named(['eu/traffic/1.parquet', 'eu/traffic/2.parquet', 'us/traffic/1.csv'])).toEqual([
      ['traffic', 'eu/traffic/*.parquet'],
      ['traffic-2', 'us/traffic/1.csv'],
    ]);
  });

  it('takes folders that are a date or a number for one, and names the recording by the folder above', () => {
    const days = ['01', '02'].map((day) => `logs/readings/2026/09/${day}/part-0.jsonl.gz`);
    const partitions = ['2026-09-01', '2026-09-02'].map((day) => `events/dt=${day}/events.parquet`);
    expect(named([...days, ...partitions])).toEqual([
      ['events', 'events/dt=*/events.parquet'],
      ['readings', 'logs/readings/*/*/*/part-*.jsonl.gz'],
    ]);
  });

  it('leaves versions apart', () => {
    expect(named(['v1/traffic.csv', 'v2/traffic.csv']).map(([, files]) => files)).toEqual([
      'v1/traffic.csv',
      'v2/traffic.csv',
    ]);
  });
});
