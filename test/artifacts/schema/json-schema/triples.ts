/** Real changes of schemas with documents, and what another validator and another projection say of them. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Artifact, Outcome } from '../../../../src/artifacts/engine.ts';
import { loadArtifact } from '../../../../src/artifacts/load.ts';
import { jsonSchema } from '../../../../src/artifacts/schema/json-schema/index.ts';
import { ArtifactError } from '../../../../src/errors.ts';
import { snapshotOf } from '../../../repository/snapshot-of.ts';

export interface Triple {
  readonly id: string;
  readonly schema: string;
  readonly base: Readonly<Record<string, string>>;
  readonly head: Readonly<Record<string, string>>;
  readonly docs: readonly unknown[];
  readonly expected: Judged | null;
}

export interface Judged {
  readonly documents: number;
  readonly unreplayable: number;
  readonly newlyRejected: number;
  readonly newlyAccepted: number;
  readonly rejectedAtBase: number;
}

const FOLDER = fileURLToPath(new URL('../../../../../shared/data/real-schemas/triples', import.meta.url));

export const areThere: boolean = existsSync(FOLDER);

export function triples(): Triple[] {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
  return names.sort().map((name) => parse(readFileSync(join(FOLDER, name), 'utf8')));
}

/** Integers that no double holds arrive as readers give them. */
function parse(text: string): Triple {
  return JSON.parse(text, (_, value: unknown, context?: { source?: string }) => {
    const source = context?.source ?? '';
    return /^-?\d{16,}$/.test(source) && source !== String(value) ? BigInt(source) : value;
  });
}

/** What Weir counts, or the refusal in words. */
export async function judge({ schema, base, head, docs }: Triple): Promise<Judged | string> {
  try {
    const before = await load(base, schema);
    const after = await load(head, schema);
    jsonSchema.diff(before, after);
    const atBase = await outcomes(before, before, docs);
    const atHead = await outcomes(after, before, docs);
    const count = (test: (base: string, head: string) => boolean) =>
      docs.filter((_, index) => test(atBase[index]?.outcome ?? '', atHead[index]?.outcome ?? '')).length;
    return {
      documents: docs.length,
      unreplayable: count((_, after) => after === 'unreplayable'),
      newlyRejected: count((before, after) => before === 'ok' && after === 'rejected'),
      newlyAccepted: count((before, after) => before === 'rejected' && after === 'ok'),
      rejectedAtBase: count((before, after) => before === 'rejected' && after !== 'unreplayable'),
    };
  } catch (error) {
    if (error instanceof ArtifactError) return error.message;
    throw error;
  }
}

async function load(files: Readonly<Record<string, string>>, path: string): Promise<Artifact> {
  const artifact = await loadArtifact(snapshotOf(files), path, jsonSchema);
  if (!artifact) throw new Error(`${path} is missing`);
  return artifact;
}

async function outcomes(
  side: Artifact,
  recordedUnder: Artifact,
  docs: readonly unknown[],
): Promise<readonly Outcome[]> {
  const stage = await jsonSchema.compile(side, { recordedUnder: side === recordedUnder ? undefined : recordedUnder });
  return stage.run(docs);
}
