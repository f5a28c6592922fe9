/** Runs the built program on a repository, and the repository that most of these tests start from. */
import { execFile } from 'node:child_process';
import { builtProgram } from '../built.ts';
import type { Fixture } from '../repository/fixture.ts';

export interface Run {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** In the repository's folder, as a user runs it, without a terminal. */
export function weir({ directory }: Pick<Fixture, 'directory'>, ...args: string[]): Promise<Run> {
  return new Promise((resolve) => {
    execFile(process.execPath, [builtProgram(), ...args], { cwd: directory }, (error, stdout, stderr) => {
      resolve({ status: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

export const schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  properties: { delay: { type: 'integer' }, distance: { type: 'integer' }, origin: { type: 'string' } },
  required: ['delay', 'distance'],
};

export const rules = {
  if: [
    { '<': [{ var: 'delay' }, { var: 'params.delay.minutes' }] },
    { tier: 'none', amount: 0 },
    { '<=': [{ var: 'distance' }, { var: 'params.short' }] },
    { tier: 'short', amount: 250 },
    { tier: 'long', amount: 600 },
  ],
};

export const params = 'delay:\n  minutes: 180 # on arrival\nshort: 932\n';

/** Every second flight is late, every fourth a long one; `answers` says what production answered. */
export function flights(count: number, extra: (flight: object, index: number) => object = (flight) => flight): string {
  const lines = Array.from({ length: count }, (_, index) => {
    const delay = index % 2 === 0 ? 10 : 200;
    const distance = index % 4 === 3 ? 2000 : 500;
    return JSON.stringify(extra({ delay, distance, origin: index % 3 === 0 ? 'JFK' : 'SFO' }, index));
  });
  return `${lines.join('\n')}\n`;
}

/** What the rules above answer to a flight. */
export function answer(index: number): object {
  if (index % 2 === 0) return { tier: 'none', amount: 0 };
  return index % 4 === 3 ? { tier: 'long', amount: 600 } : { tier: 'short', amount: 250 };
}

/** Schema, rules and params; what remains is the traffic. */
export const governed: Readonly<Record<string, string>> = {
  'schemas/flight.schema.json': JSON.stringify(schema),
  'rules/compensation.json': JSON.stringify(rules),
  'config/compensation.yaml': params,
};
