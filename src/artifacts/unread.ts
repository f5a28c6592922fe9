/** Schemas and rules that are in the language of another tool: said by its name, before any engine makes something else of them. */
import { readable, unreadMessage } from '../config/unread.ts';
import { unreadDocument } from '../config/unread-document.ts';
import type { Content } from './content.ts';
import type { Engine } from './engine.ts';
import { namedContent, sourceIn } from './named-content.ts';

export interface Unread {
  /** `OpenAPI is not read yet` */
  readonly message: string;
  /** `"openapi" at api/spec.yaml:1:1` */
  readonly found: string;
  readonly expected: string;
}

/** Undefined where the engine should look at the file. Params may be anything. */
export function unreadFile(content: Content, path: string, engine: Engine): Unread | undefined {
  const file = namedContent(path, content);
  if (engine.kind === 'model' || engine.kind === 'program' || engine.recognise?.(file)) return undefined;
  const source = sourceIn(file);
  const known = source && unreadDocument(source.value);
  if (!source || !known) return undefined;
  const { line, column } = source.keyRange(`/${known.key}`);
  const found = `"${known.key}" at ${path}:${line}:${column}`;
  return { message: unreadMessage(known.format), found, expected: readable[engine.kind] };
}
