/** What differs between two Protobuf schemas, one finding for each change. */
import type { Beside } from './beside.ts';
import { compareEnums } from './compare-enums.ts';
import { compareFiles, compareGone, isInPackage, ownFile } from './compare-files.ts';
import { compareMessages } from './compare-messages.ts';
import { compareServices } from './compare-services.ts';
import { type Finding, finding, type Rule } from './finding.ts';
import { fileAt, type Model } from './model.ts';
import type { Place } from './scan.ts';

export function compareSchemas(base: Model, head: Model, beside: Beside): readonly Finding[] {
  const names = namesAt(base, head);
  const packages = [...base.files.values(), ...head.files.values()].map((file) => file.package);
  const found = [
    ...compareFiles(base, head, beside),
    ...compareGone(base, head, beside),
    ...compareParts('message', { base, head, beside }, names, compareMessages),
    ...compareParts('enum', { base, head, beside }, names, compareEnums),
    ...compareParts('service', { base, head, beside }, names, compareServices),
  ];
  return found.map((one) =>
    one.change === 'package-changed' ? one : { ...one, message: withoutPackages(one.message, packages) },
  );
}

/** Names as people say them: `Flight.delay`. */
function withoutPackages(message: string, packages: readonly string[]): string {
  return [...new Set(packages)]
    .filter((name) => name !== '')
    .sort((a, b) => b.length - a.length)
    .reduce(
      (text, name) => text.replaceAll(new RegExp(`(?<![\\w.])${name.replaceAll('.', '\\.')}\\.(?=\\w)`, 'g'), ''),
      message,
    );
}

interface Part extends Place {
  readonly name: string;
}

const PARTS = { message: 'messages', enum: 'enums', service: 'services' } as const;
const DELETED = {
  message: ['MESSAGE_NO_DELETE', 'PACKAGE_MESSAGE_NO_DELETE'],
  enum: ['ENUM_NO_DELETE', 'PACKAGE_ENUM_NO_DELETE'],
  service: ['SERVICE_NO_DELETE', 'PACKAGE_SERVICE_NO_DELETE'],
} as const satisfies Readonly<Record<string, readonly [Rule, Rule]>>;

function compareParts<K extends keyof typeof PARTS>(
  kind: K,
  { base, head, beside }: { readonly base: Model; readonly head: Model; readonly beside: Beside },
  nameAt: (name: string) => string,
  compare: (base: PartOf<K>, head: PartOf<K>, nameAt: (name: string) => string) => readonly Finding[],
): Finding[] {
  const [was, is] = [base, head].map((side) => side[PARTS[kind]] as unknown as ReadonlyMap<string, PartOf<K>>);
  const [inFile, inPackage] = DELETED[kind];
  const kept = new Set<string>();
  const isGone = ({ file, name }: Part) =>
    beside.gone.has(file) && isInPackage(file, base, head, beside) && !beside.names.has(name);
  const preceding = precedingIn(base, head);
  const known = [...(was?.values() ?? [])].flatMap((part): Finding[] => {
    const name = nameAt(part.name);
    const now = is?.get(name);
    kept.add(name);
    if (now) {
      const isMoved = fileAt(part.file, base, head) !== now.file;
      const message = `${kind} ${part.name} moved from ${part.file}`;
      // Where the file is gone, that is what buf says.
      const rules = beside.gone.has(part.file) ? [] : [inFile];
      const moved = isMoved ? [finding(`${kind}-moved`, name, message, now, { rules })] : [];
      return [...moved, ...compare(part, now, nameAt)];
    }
    // A file that head imports no longer may still be there, with all that it holds.
    const file = fileAt(part.file, base, head);
    if (file === undefined && !isGone(part)) return [];
    const at = heldBy(part.name, head) ?? preceding(part, file ?? ownFile(head));
    const rules = file === undefined ? [inPackage] : [inFile, inPackage];
    return [
      finding(`${kind}-removed`, part.name, `${kind} ${part.name} removed`, at, { rules, shifts: kind !== 'service' }),
    ];
  });
  const fresh = [...(is?.values() ?? [])].filter(
    ({ name, file }) => !kept.has(name) && fileAt(file, head, base) !== undefined,
  );
  return [...known, ...fresh.map((part) => finding(`${kind}-added`, part.name, `${kind} ${part.name} added`, part))];
}

type PartOf<K extends keyof typeof PARTS> =
  Model[(typeof PARTS)[K]] extends ReadonlyMap<string, infer P> ? P & Part : never;

function heldBy(name: string, head: Model): Place | undefined {
  return head.messages.get(name.slice(0, Math.max(0, name.lastIndexOf('.'))));
}

type Preceding = (part: Part, file: string) => Place;

/** Where something that is gone would stand: at what stood before it. */
function precedingIn(base: Model, head: Model): Preceding {
  const all = ({ messages, enums, services }: Model): Part[] => [
    ...messages.values(),
    ...enums.values(),
    ...services.values(),
  ];
  let known: { readonly sorted: readonly Part[]; readonly head: ReadonlyMap<string, Part> } | undefined;
  return (part, file) => {
    known ??= {
      sorted: all(base).sort((a, b) => a.range.line - b.range.line),
      head: new Map(all(head).map((one) => [one.name, one])),
    };
    const { sorted, head: now } = known;
    for (let at = sorted.indexOf(part) - 1, tries = MOST; at >= 0 && tries > 0; at--) {
      const [before] = [sorted[at]].filter((one) => one?.file === part.file);
      if (!before) continue;
      tries--;
      const kept = now.get(before.name);
      if (kept?.file === file) return kept;
    }
    return { file, range: { line: 1, column: 1, endLine: 1, endColumn: 1 } };
  };
}

/** Where so many are gone, none of them needs its neighbour. */
const MOST = 50;

/** Names of base as head has them, where the artifact's own file is of another package. */
function namesAt(base: Model, head: Model): (name: string) => string {
  const [from, to] = [[...base.files.values()][0]?.package ?? '', [...head.files.values()][0]?.package ?? ''];
  if (from === to) return (name) => name;
  const has = (name: string) => head.messages.has(name) || head.enums.has(name) || head.services.has(name);
  return (name) => {
    if (has(name) || (from !== '' && !name.startsWith(`${from}.`))) return name;
    const inner = from === '' ? name : name.slice(from.length + 1);
    return to === '' ? inner : `${to}.${inner}`;
  };
}
