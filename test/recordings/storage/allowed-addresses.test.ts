import { expect, it } from 'vitest';
import { isAllowedAddress } from '../../../src/recordings/storage/allowed-addresses.ts';

const places = ['/srv/traffic', 's3://acme-traffic/weir', 'https://logs.acme.example/'];

it.each([
  's3://acme-traffic/weir/a.jsonl',
  's3://acme-traffic/weir/dt=2026-11-28/*.parquet',
  's3://acme-traffic/weir/**/{a,b}.jsonl',
  'https://logs.acme.example/2026/a.jsonl.gz',
])('%s is below a place that was named', (files) => {
  expect(isAllowedAddress(files, places)).toBe(true);
});

it.each([
  's3://acme-traffic/a.jsonl',
  's3://acme-traffic/weird/a.jsonl',
  's3://acme-traffic/*/a.jsonl',
  's3://other/weir/a.jsonl',
  's3://acme-traffic/weir/../secret.jsonl',
  's3://acme-traffic/weir/..',
  's3://acme-traffic/weir//../../secret.jsonl',
  's3://acme-traffic/weir/%2e%2e/secret.jsonl',
  's3://acme-traffic/weir/%252e%252e/secret.jsonl',
  's3://acme-traffic/weir/..%2fsecret.jsonl',
  's3://acme-traffic/weir/..\\secret.jsonl',
  'https://logs.acme.example.evil/a.jsonl',
  'https://logs.acme.example@evil/a.jsonl',
  '/srv/traffic/a.jsonl',
])('%s is not', (files) => {
  expect(isAllowedAddress(files, places)).toBe(false);
});
