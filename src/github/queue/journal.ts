/**
 * Lanes as files in a folder, one a lane: what a process has not done when it is killed is there for the next one.
 * `memory.ts` writes it at each step and reads it at its start.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lane } from './lane.ts';

export interface Journal {
  /** All lanes that were kept, by name. What cannot be read, or is of another version of Weir, is left out. */
  read(): Map<string, Lane>;
  /** Undefined removes it. Throws where the folder cannot be written. */
  write(name: string, lane: Lane | undefined): void;
}

/** Of the files. */
const VERSION = 1;

/** @param folder is made where it is missing; of this process alone */
export function openJournal(folder: string): Journal {
  return {
    read() {
      const lanes = new Map<string, Lane>();
      for (const file of filesIn(folder)) {
        const kept = parse(readFileSync(join(folder, file), 'utf8'));
        if (kept) lanes.set(kept.name, kept.lane);
      }
      return lanes;
    },
    write(name, lane) {
      const path = join(folder, `${createHash('sha256').update(name).digest('hex').slice(0, 32)}.json`);
      if (lane === undefined) {
        rmSync(path, { force: true });
        return;
      }
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      // Renamed into place, so that a file is whole; a machine that goes down may lose it, which the sweep makes good.
      writeFileSync(`${path}.new`, JSON.stringify({ version: VERSION, name, lane }), { mode: 0o600 });
      renameSync(`${path}.new`, path);
    },
  };
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((file) => file.endsWith('.json'));
  } catch {
    return [];
  }
}

function parse(text: string): { name: string; lane: Lane } | undefined {
  try {
    const kept: unknown = JSON.parse(text);
    return isKept(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** Weir wrote it; only the version may be another. */
function isKept(value: unknown): value is { name: string; lane: Lane } {
  return typeof value === 'object' && value !== null && 'version' in value && value.version === VERSION;
}
