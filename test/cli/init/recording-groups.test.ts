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
});
