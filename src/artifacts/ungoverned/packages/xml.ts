/** Packages in files of XML: Maven's pom.xml, and what MSBuild and NuGet read. Versions may stand in properties beside them. */
import type { Package } from './named.ts';

const element = /<([\w.-]+)>\s*([^<>]*?)\s*<\/\1>/g;
const block = /<(dependency|parent|plugin|extension)>([\s\S]*?)<\/\1>/g;
const reference =
  /<(PackageReference|PackageVersion|GlobalPackageReference|PackageDownload|package)\b([^>]*?)(?:\/>|>([\s\S]*?)<\/\1>)/g;

export function packagesInXml(text: string): Package[] {
  const plain = text.replace(/<!--[\s\S]*?-->/g, '');
  const properties = new Map([...plain.matchAll(element)].map(([, name = '', value = '']) => [name, value]));
  const whole = (version: string) =>
    version.replace(/[$][{(]([\w.-]+)[})]/g, (written, name: string) => properties.get(name) ?? written);
  const maven = [...plain.matchAll(block)].flatMap(([, , inner = '']): Package[] => {
    const own = new Map([...inner.matchAll(element)].map(([, name = '', value = '']) => [name, value]));
    const [group, name, version] = ['groupId', 'artifactId', 'version'].map((key) => own.get(key));
    return name === undefined || version === undefined ? [] : [[group ? `${group}:${name}` : name, whole(version)]];
  });
  const nuget = [...plain.matchAll(reference)].flatMap(([, , attributes = '', inner = '']): Package[] => {
    const name = /\b(?:Include|Update|id)\s*=\s*["']([^"']+)/i.exec(attributes)?.[1];
    const version =
      /\bVersion(?:Override)?\s*=\s*["']([^"']+)/i.exec(attributes)?.[1] ?? /<Version>\s*([^<]+?)\s*</.exec(inner)?.[1];
    return name === undefined || version === undefined ? [] : [[name, whole(version)]];
  });
  return [...maven, ...nuget];
}
