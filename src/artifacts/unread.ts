/** Schemas and rules that are in the language of another tool: said by its name, before any engine makes something else of them. */
import { readable, unreadMessage } from '../config/unread.ts';
import { unreadDocument } from '../config/unread-document.ts';
import { parseSource } from '../document/source.ts';
import { WeirError } from '../errors.ts';
import type { Content } from './content.ts';
import type { ArtifactKind } from './engine.ts';

export interface Unread {
  /** `OpenAPI is not read yet` */
  readonly message: string;
  /** `"openapi" at api/spec.yaml:1:1` */
  readonly found: string;
  readonly expected: string;
}

/** Undefined where the engine should look at the file. Params may be anything. */
export function unreadFile(content: Content, file: string, kind: ArtifactKind): Unread | undefined {
  if (kind === 'model' || kind === 'program' || typeof content !== 'string') return undefined;
  const source = quietly(() => parseSource(content, file, WeirError, () => {}));
  const known = source && unreadDocument(source.value);
  if (!source || !known) return undefined;
  const { line, column } = source.keyRange(`/${known.key}`);
  const found = `"${known.key}" at ${file}:${line}:${column}`;
  return { message: unreadMessage(known.format), found, expected: readable[kind] };
}

/** A file that does not parse is told elsewhere. */
function quietly<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof WeirError || error instanceof RangeError) return undefined;
    throw error;
  }
}
