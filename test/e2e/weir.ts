/** Runs the real program as a user does: in a process of its own, on a real repository. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect } from 'vitest';
import type { OutputReport, PipelineReport, Report, SegmentReport } from '../../src/report/report.generated.ts';
import { builtProgram } from '../built.ts';

const ROOT = join(import.meta.dirname, '../..');

export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** `weir` with these arguments, as another user where one is given. */
export async function weir(args: readonly string[], directory: string, uid?: number): Promise<Run> {
  const options = { cwd: directory, ...(uid !== undefined && { uid, gid: uid, env: { PATH: process.env.PATH } }) };
  const child = spawn(process.execPath, [builtProgram(), ...args], { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [stdout, stderr, status] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { status, stdout, stderr };
}

/** `weir` where nobody reads on: what it prints meets a closed pipe. */
export async function weirUnread(args: readonly string[], directory: string): Promise<Omit<Run, 'stdout'>> {
  const child = spawn(process.execPath, [builtProgram(), ...args], {
    cwd: directory,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  child.stdout.destroy();
  const [stderr, status] = await Promise.all([text(child.stderr), ended]);
  return { status, stderr };
}

export interface Checked extends Run {
  readonly report: Report;
  /** The bytes of the JSON report. */
  readonly json: string;
}

/** `weir check` of a branch against main, over the whole recording; the report is one that its schema accepts. */
export async function check(directory: string, branch: string, ...options: readonly string[]): Promise<Checked> {
  const file = join(directory, `.git/${branch}.json`);
  const args = ['check', '--base', 'main', '--head', branch, '--full', '--json', file, ...options];
  const run = await weir(args, directory);
  expect(run.stderr).toBe('');
  const json = readFileSync(file, 'utf8');
  const report = JSON.parse(json) as Report;
  expect(violations(report)).toEqual([]);
  return { ...run, report, json };
}

export function pipelineOf(report: Report, name: string): PipelineReport {
  return found(report.pipelines, name);
}

export function outputOf(pipeline: PipelineReport, name: string): OutputReport {
  return found(pipeline.outputs, name);
}

/** Value of a measure of one output in one segment. */
export function segmentValue(segment: SegmentReport, output: string, measure: string): number | null | undefined {
  return found(segment.outputs, output).measures[measure]?.value;
}

function found<Named extends { readonly name: string }>(list: readonly Named[], name: string): Named {
  const one = list.find((candidate) => candidate.name === name);
  if (!one) throw new Error(`the report has no ${name}`);
  return one;
}

function violations(report: Report): readonly unknown[] {
  const schema = JSON.parse(readFileSync(join(ROOT, 'schemas/report.schema.json'), 'utf8')) as object;
  const validate = new Ajv2020({ allErrors: true }).compile(schema);
  return validate(report) ? [] : (validate.errors ?? []);
}
