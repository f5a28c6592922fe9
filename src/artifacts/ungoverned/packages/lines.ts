/** Packages in files that are read by lines: requirements, go.mod, TOML, Gradle, Ruby, and the locks that people can read. */
import type { Package } from './named.ts';

function all(text: string, pattern: RegExp): Package[] {
  return [...text.matchAll(pattern)].map(([, name = '', version = '']) => [name, version.trim()]);
}

/** `numpy==1.0`, `- numpy=1.0`, `acme-contracts @ git+https://…` */
export function inRequirements(text: string): Package[] {
  return all(text, /^\s*-?\s*"?([A-Za-z][\w.-]*)(?:\[[^\]\n]*\])?\s*((?:[=<>!~]=?=?|@)[^;#"\n\\]+)/gm);
}

export function inGoMod(text: string): Package[] {
  return [
    ...all(text, /^\s*(?:require\s+)?([\w.-]+\.[a-z]+\/\S+)\s+(v\S+)(?!.*=>)/gm),
    ...all(text, /^\s*(?:replace\s+)?(\S+)(?:\s+v\S+)?\s+=>\s+(.+)$/gm),
  ];
}

/** Members of tables of dependencies, and requirements in quotes: `dependencies = ["numpy>=1.0"]`. */
export function inToml(text: string): Package[] {
  const found = all(text, /["']([A-Za-z][\w.-]*)(?:\[[^\]\n]*\])?\s*((?:[=<>!~]=?=?|@)[^"';]+)/g);
  let section = '';
  for (const line of text.split('\n')) {
    section = /^\s*\[+([^\]]+)\]/.exec(line)?.[1] ?? section;
    const [, key, value] = /^\s*"?([\w.-]+)"?\s*=\s*(.+?)\s*$/.exec(line) ?? [];
    if (key === undefined || value === undefined) continue;
    const [, one] = /dependencies\.([\w."-]+)$/.exec(section) ?? [];
    if (one !== undefined && one !== 'dependencies') found.push([`${one.replaceAll('"', '')} ${key}`, bare(value)]);
    else if (/dependencies$|^(versions|libraries|plugins|(dev-)?packages|tool\.uv\.sources)$/.test(section))
      found.push([key, bare(value)]);
  }
  return found.filter(([name]) => !/ (features|default-features|optional|workspace)$/.test(name));
}

function bare(value: string): string {
  return value.replace(/\s+#.*$/, '').replaceAll(/["']/g, '');
}

/** Blocks of `name = "x"` with a version: the locks of Cargo, Poetry, uv and PDM. Where it comes from git, with the commit. */
export function inTomlLock(text: string): Package[] {
  return text.split(/^\[\[package\]\]/m).flatMap((block): Package[] => {
    const of = (key: string) => new RegExp(`^${key}\\s*=\\s*"([^"]*)"`, 'm').exec(block)?.[1];
    const [name, version] = [of('name'), of('version') ?? ''];
    const commit = /(?:#|^(?:resolved_reference|revision)\s*=\s*")([0-9a-f]{12})[0-9a-f]*"/m.exec(block)?.[1];
    return name === undefined ? [] : [[name, [version, commit].filter(Boolean).join(' at ')]];
  });
}

export function inGradle(text: string): Package[] {
  return [
    ...all(text, /["']([\w.-]+:[\w.-]+):([^"'@]+)/g),
    ...all(text, /\bname\s*[:=]\s*["']([\w.-]+)["']\s*,\s*version\s*[:=]\s*["']([^"']+)/g),
    ...all(text, /^([\w.-]+:[\w.-]+):([^=\s]+)=/gm),
  ];
}

export function inGemfile(text: string): Package[] {
  return [
    ...all(text, /^\s*gem\s+["']([^"']+)["']\s*,\s*([^#\n]+)/gm),
    // The same in Gemfile.lock.
    ...all(text, /^ {4}([\w.-]+) \(([^)\n]+)\)/gm),
  ];
}

/** Of Yarn, both forms, of pnpm and of Bun. */
export function inNodeLock(text: string): Package[] {
  return [
    ...all(text, /^"?(@?[^@"\s]+)@[^\n]*:\n\s+version:? "?([^"\n]+)/gm),
    ...all(text, /^\s+"[^"\n]+": \["(@?[^@"\n]+)@([^"\n]+)"/gm),
    ...all(text, /^ {2}['"]?\/?(@?[^@'"\s(]+)@(\d[^:('"\s]*)[^\n]*:/gm),
  ];
}

/** Modules of Buf, with the commit that is read. */
export function inBufLock(text: string): Package[] {
  return [
    ...all(text, /name:\s*(\S+)\s+commit:\s*(\S+)/g),
    ...all(text, /repository:\s*(\S+)\s+commit:\s*(\S+)/g),
    ...all(text, /^\s*-\s*(buf\.build\/[\w./-]+):(\S+)/gm),
  ];
}
