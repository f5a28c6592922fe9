/** Google's own files, which nobody keeps in a repository: the well-known types, and what options are declared with. */
import { createRequire } from 'node:module';
import type { INamespace, Root } from 'protobufjs';
import { protobuf } from './library.ts';

const require = createRequire(import.meta.url);

/** Stripped files that the library has beside it. */
const BESIDE: readonly string[] = [
  'google/protobuf/api.proto',
  'google/protobuf/descriptor.proto',
  'google/protobuf/source_context.proto',
  'google/protobuf/type.proto',
  'google/api/annotations.proto',
  'google/api/http.proto',
];

/** What the file declares; undefined for one that is not known. */
export function bundled(name: string): INamespace | undefined {
  const known = Object.hasOwn(protobuf().common, name) ? protobuf().common.get(name) : undefined;
  if (known) return known;
  return BESIDE.includes(name) ? (require(`protobufjs/${name.replace(/proto$/, 'json')}`) as INamespace) : undefined;
}

/** Adds what is not there yet: these files hold some of each other. */
export function addBundled(root: Root, { nested = {} }: INamespace): void {
  add(root, nested);
}

type Nested = NonNullable<INamespace['nested']>;

function add(into: import('protobufjs').NamespaceBase, nested: Nested): void {
  const { Namespace, Type, Service, Enum } = protobuf();
  for (const [name, inner] of Object.entries(nested)) {
    const known = into.get(name);
    const isPlain = known instanceof Namespace && !(known instanceof Type) && !(known instanceof Service);
    if (known === null) into.addJSON({ [name]: inner });
    else if (isPlain && !(known instanceof Enum) && 'nested' in inner && inner.nested) add(known, inner.nested);
  }
}
