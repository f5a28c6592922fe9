/** A file by itself, as whoever tells its language sees it. */
import { isUtf8 } from 'node:buffer';
import { extname } from 'node:path';
import { parseSource, type Source } from '../document/source.ts';
import { WeirError } from '../errors.ts';
import type { Snapshot } from '../repository/snapshot.ts';
import type { Content } from './content.ts';

export interface NamedContent {
  /** Relative to the repository. */
  readonly path: string;
  /** Text where it is UTF-8, without byte order mark. */
  readonly content: Content;
}

/** Endings of files that hold JSON or YAML. */
export const STRUCTURED: readonly string[] = ['.json', '.yaml', '.yml'];

export function isStructured(path: string): boolean {
  return STRUCTURED.includes(extname(path).toLowerCase());
}

/** Text where the content is UTF-8, however it was read. */
export function namedContent(path: string, content: Content): NamedContent {
  const isText = typeof content === 'string' || !isUtf8(content);
  return { path, content: isText ? content : new TextDecoder().decode(content) };
}

/** Undefined where there is no such file. Throws as snapshots do. */
export async function readNamed(from: Pick<Snapshot, 'readBytes'>, path: string): Promise<NamedContent | undefined> {
  const content = await from.readBytes(path);
  return content && namedContent(path, content);
}

const sources = new WeakMap<NamedContent, Source | undefined>();

/** The file as a value with positions, parsed once for all who ask; undefined where it is no JSON or YAML. */
export function sourceIn(file: NamedContent): Source | undefined {
  if (!sources.has(file)) sources.set(file, parse(file));
  return sources.get(file);
}

function parse({ path, content }: NamedContent): Source | undefined {
  if (typeof content !== 'string' || !isStructured(path)) return undefined;
  try {
    return parseSource(content, path, WeirError, 'last-counts');
  } catch (error) {
    if (error instanceof WeirError || error instanceof RangeError) return undefined;
    throw error;
  }
}
