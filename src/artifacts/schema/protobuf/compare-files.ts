/** What a file says of itself: its syntax, its package, and the options that tell generators what to write. */
import type { Beside } from './beside.ts';
import { type Finding, finding, RULES, type Rule } from './finding.ts';
import { type FileModel, fileAt, type Model } from './model.ts';
import type { Place } from './scan.ts';

/** What counts for an option that is not written, https://protobuf.dev/reference/protobuf/google.protobuf/#file-options */
const USUAL: Readonly<Record<string, string>> = {
  cc_enable_arenas: 'true',
  cc_generic_services: 'false',
  java_generic_services: 'false',
  java_multiple_files: 'false',
  py_generic_services: 'false',
  optimize_for: 'SPEED',
};

export function compareFiles(base: Model, head: Model, beside: Beside): Finding[] {
  return [...base.files.values()].flatMap((file) => {
    const now = head.files.get(fileAt(file.file, base, head) ?? '');
    return now ? compareFile(file, now, isInPackage(file.file, base, head, beside)) : [];
  });
}

/** Files that are gone, and packages of which no file is left. */
export function compareGone(base: Model, head: Model, beside: Beside): Finding[] {
  return [...base.files.values()].flatMap(({ file, package: name, range }) => {
    if (!beside.gone.has(file)) return [];
    const isLast = !isInPackage(file, base, head, beside);
    const message = `${file} is gone${isLast && name !== '' ? `, and with it package ${name}` : ''}`;
    const rules: Rule[] = ['FILE_NO_DELETE', ...(isLast ? (['PACKAGE_NO_DELETE'] as const) : [])];
    return [finding('imported-file-removed', file, message, { file: ownFile(head), range }, { rules })];
  });
}

/** Some file of head is of the package that a file of base is of. */
export function isInPackage(file: string, base: Model, head: Model, { packages }: Beside): boolean {
  const name = base.files.get(file)?.package;
  if (name !== undefined && packages.has(name)) return true;
  return [...head.files.values()].some((one) => one.package === name);
}

export function ownFile({ files }: Model): string {
  return files.keys().next().value ?? '';
}

/** @param isPackageLeft other files are of base's package */
function compareFile(base: FileModel, head: FileModel, isPackageLeft: boolean): Finding[] {
  const at = (name: string): Place => head.statements.get(name) ?? { file: head.file, range: head.range };
  const findings: Finding[] = [];
  if (base.syntax !== head.syntax) {
    const message = `syntax ${base.syntax} became ${head.syntax}`;
    findings.push(
      finding('syntax-changed', head.file, message, at('syntax'), { rules: ['FILE_SAME_SYNTAX'], shifts: true }),
    );
  }
  if (base.package !== head.package) {
    const message = `package ${base.package || 'none'} became ${head.package || 'none'}`;
    const rules: Rule[] = ['FILE_SAME_PACKAGE', ...(isPackageLeft ? [] : (['PACKAGE_NO_DELETE'] as const))];
    findings.push(finding('package-changed', head.file, message, at('package'), { rules }));
  }
  for (const name of new Set([...base.statements.keys(), ...head.statements.keys()])) {
    const rule = `FILE_SAME_${name.toUpperCase()}`;
    if (name === 'package' || !isRule(rule) || name === 'syntax') continue;
    const [from, to] = [base, head].map(({ statements }) => statements.get(name)?.text ?? USUAL[name] ?? '');
    if (from === to) continue;
    const message = `option ${name}: ${from || 'none'} became ${to || 'none'}`;
    findings.push(finding('file-option-changed', `${head.file} ${name}`, message, at(name), { rules: [rule] }));
  }
  return findings;
}

function isRule(name: string): name is Rule {
  return Object.hasOwn(RULES, name);
}
