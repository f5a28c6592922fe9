/**
 * Two versions of a file without the messages that no edit of what a document holds leads to, for those who ask about small
 * documents. What is left out are fields that nobody has to send, of messages that both versions say alike.
 */

import type { Type } from 'protobufjs';
import { ArtifactError } from '../../../errors.ts';
import type { Artifact } from '../../artifact.ts';
import { textIn } from '../../content.ts';
import { closure } from '../closure.ts';
import { protobuf } from './library.ts';
import { messageOf, outermostOf } from './message.ts';
import { fullName, type Opened, openProtobuf } from './open.ts';
import type { Declared, Scan } from './scan.ts';

type Pair = readonly [base: Artifact, head: Artifact];

/** Both as they are where nothing can be left out. Throws ArtifactError where one does not parse. */
export function excerptOf(base: Artifact, head: Artifact): Pair {
  const [was, is] = [sideOf(base), sideOf(head)];
  const root = rootOf(was, is);
  if (root === undefined || was.scan.package !== is.scan.package || was.scan.isEntangled || is.scan.isEntangled)
    return [base, head];
  const kept = keptOf(was, is, root);
  const only = (side: Side): Artifact => ({
    ...side.artifact,
    files: new Map([...side.artifact.files, [side.scan.file, without(side, kept)]]),
    options: { ...side.artifact.options, message: root },
  });
  return [only(was), only(is)];
}

interface Side {
  readonly artifact: Artifact;
  readonly opened: Opened;
  readonly text: string;
  readonly scan: Scan;
  /** The messages of the own file that stand in no other, by name. */
  readonly messages: ReadonlyMap<string, Message>;
}

interface Message {
  readonly text: string;
  /** Messages of the file that it cannot be read without, and others that its fields lead to. */
  readonly needs: ReadonlySet<string>;
  readonly leadsTo: ReadonlySet<string>;
}

function sideOf(artifact: Artifact): Side {
  const opened = openProtobuf(artifact);
  const [scan] = opened.scans.values();
  if (!scan) throw new ArtifactError([{ file: artifact.path, message: 'the file is missing' }]);
  const text = textIn(artifact, scan.file);
  const messages = scan.declared
    .filter((one) => isOuter(one, scan.package) && one.kind === 'message')
    .map((one): [string, Message] => [one.name, messageIn(one, opened, text, scan.package)]);
  return { artifact, opened, text, scan, messages: new Map(messages) };
}

function isOuter({ scope }: Declared, own: string): boolean {
  return scope === own;
}

function messageIn({ name, span = [0, 0] }: Declared, { root, declared }: Opened, text: string, own: string): Message {
  const { Type } = protobuf();
  const needs = new Set<string>();
  const leadsTo = new Set<string>();
  const walk = (type: Type, isOwn: boolean): void => {
    for (const field of type.fieldsArray) {
      if (!field.resolvedType) continue;
      const to = outermostOf(fullName(field.resolvedType), own);
      leadsTo.add(to);
      if (!isOwn || !isLeftOut(field, declared.get(fullName(field)))) needs.add(to);
    }
    for (const inner of type.nestedArray) if (inner instanceof Type) walk(inner, false);
  };
  const type = root.lookup(`.${name}`);
  if (type instanceof Type) walk(type, true);
  return { text: text.slice(...span), needs, leadsTo };
}

/** A field that may be missing, both in what is sent and in the file. */
function isLeftOut({ required }: { readonly required: boolean }, place: Declared | undefined): boolean {
  return !required && place?.span !== undefined && place.oneof === undefined;
}

/** The message of documents; undefined where that is not told, or another one at head. */
function rootOf(was: Side, is: Side): string | undefined {
  try {
    const [before, after] = [
      messageOf(was.opened, was.artifact.options),
      messageOf(is.opened, is.artifact.options, was.opened),
    ];
    const name = fullName(before);
    return name === fullName(after) && was.messages.has(name) && is.messages.has(name) ? name : undefined;
  } catch (error) {
    if (error instanceof ArtifactError) return undefined;
    throw error;
  }
}

/** Messages on a way from the root to what differs, and what those cannot be read without. */
function keptOf(was: Side, is: Side, root: string): ReadonlySet<string> {
  const both = (name: string, pick: (message: Message) => ReadonlySet<string>): string[] =>
    [was, is].flatMap(({ messages }) => {
      const message = messages.get(name);
      return message ? [...pick(message)] : [];
    });
  const reached = closure([root], (name) => both(name, ({ leadsTo }) => leadsTo));
  const from = new Map<string, string[]>();
  for (const name of reached) {
    for (const to of both(name, ({ leadsTo }) => leadsTo)) from.set(to, [...(from.get(to) ?? []), name]);
  }
  const differing = [...reached].filter((name) => was.messages.get(name)?.text !== is.messages.get(name)?.text);
  const ways = closure([root, ...differing], (name) => (name === root ? [] : (from.get(name) ?? [])));
  const needed = [...ways].flatMap((name) =>
    both(name, ({ needs, leadsTo }) => (differing.includes(name) ? leadsTo : needs)),
  );
  return new Set([...ways, ...closure(needed, (name) => both(name, ({ leadsTo }) => leadsTo))]);
}

/** Services hold nothing of a document. */
function without({ opened, scan, messages, text }: Side, kept: ReadonlySet<string>): string {
  const { root } = opened;
  const isGone = (one: Declared): boolean => {
    if (one.kind === 'service') return true;
    if (isOuter(one, scan.package)) return one.kind === 'message' && !kept.has(one.name);
    if (one.kind !== 'field' || !messages.has(one.scope)) return false;
    const type = root.lookup(`.${one.scope}`);
    const field = type instanceof protobuf().Type ? type.fields[one.name.slice(one.scope.length + 1)] : undefined;
    const to = field?.resolvedType ? outermostOf(fullName(field.resolvedType), scan.package) : undefined;
    return to !== undefined && messages.has(to) && !kept.has(to);
  };
  const spans = scan.declared.flatMap((one) => (one.span && isGone(one) ? [one.span] : []));
  let end = 0;
  const parts: string[] = [];
  for (const [from, to] of spans.sort(([a], [b]) => a - b)) {
    if (from < end) continue;
    parts.push(text.slice(end, from));
    end = to;
  }
  return [...parts, text.slice(end)].join('');
}
