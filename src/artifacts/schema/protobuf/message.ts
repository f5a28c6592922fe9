/** Which message of a file a step is about. */
import type { Type } from 'protobufjs';
import { ArtifactError } from '../../../errors.ts';
import { nearest } from '../../../nearest.ts';
import type { Options } from '../../artifact.ts';
import { protobuf } from './library.ts';
import { fullName, type Opened } from './open.ts';

/**
 * The message that the step names; else the only one of the file that no other one of it uses. At head, where the file's
 * package has changed, the one of the same name in the new package. Throws ArtifactError with the names that there are.
 */
export function messageOf(opened: Opened, options: Options | undefined, base?: Opened): Type {
  const named = options?.message;
  if (typeof named === 'string') {
    const found = lookup(opened, named) ?? (base && lookup(opened, renamed(named, packageOf(base), packageOf(opened))));
    if (found) return found;
    throw noMessage(opened, `has no message ${named}`, named);
  }
  const { types, unused } = outermostIn(opened);
  const [first, another] = unused;
  if (first && !another) return first;
  throw noMessage(
    opened,
    types.length === 0 ? 'declares no message' : 'a step has to say which message its documents are',
  );
}

/** Full names of messages that documents may be, where the file alone does not tell: those that no other one uses. */
export function messagesIn(opened: Opened): readonly string[] {
  const { types, unused } = outermostIn(opened);
  const names = (unused.length > 0 ? unused : types).map(fullName);
  return names.length > 1 ? names : [];
}

function outermostIn({ root, scans }: Opened): { readonly types: readonly Type[]; readonly unused: readonly Type[] } {
  const [own] = scans.values();
  const { Type } = protobuf();
  const outer = (name: string) => outermostOf(name, own?.package ?? '');
  const all = (own?.declared ?? []).filter(({ kind }) => kind === 'message').map(({ name }) => root.lookup(`.${name}`));
  const used = new Set<string>();
  for (const type of all) {
    if (!(type instanceof Type)) continue;
    for (const { resolvedType } of type.fieldsArray) {
      // What it uses of itself, or within itself, does not count.
      const inner = resolvedType && outer(fullName(resolvedType));
      if (inner && inner !== outer(fullName(type))) used.add(inner);
    }
  }
  const types = all.filter((type) => type instanceof Type).filter((type) => outer(fullName(type)) === fullName(type));
  return { types, unused: types.filter((type) => !used.has(fullName(type))) };
}

/** The message of the file that the name stands in, or is: `acme.Booking` of `acme.Booking.Seat.Kind`. */
export function outermostOf(name: string, inPackage: string): string {
  const from = inPackage === '' ? 0 : inPackage.length + 1;
  const end = name.indexOf('.', from);
  return end === -1 ? name : name.slice(0, end);
}

function lookup({ root }: Opened, name: string): Type | undefined {
  const found = root.lookup(`.${name}`);
  return found instanceof protobuf().Type ? found : undefined;
}

function packageOf({ scans }: Opened): string {
  return [...scans.values()][0]?.package ?? '';
}

function renamed(name: string, from: string, to: string): string {
  const inner = from !== '' && name.startsWith(`${from}.`) ? name.slice(from.length + 1) : name;
  return to === '' ? inner : `${to}.${inner}`;
}

const MOST = 10;

function noMessage({ scans, declared }: Opened, message: string, sought?: string): ArtifactError {
  const [file] = scans.keys();
  const names = [...declared.values()].filter(({ kind }) => kind === 'message').map(({ name }) => name);
  const shown = [...names.slice(0, MOST), ...(names.length > MOST ? ['…'] : [])].join(', ');
  return new ArtifactError([
    {
      file,
      ...{ line: 1, column: 1, message },
      ...(names.length > 0 && { expected: `message: one of ${shown}` }),
      ...(sought !== undefined && { nearest: nearest(sought, names) }),
    },
  ]);
}
