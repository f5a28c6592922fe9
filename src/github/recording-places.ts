/** Reads WEIR_RECORDINGS: folders and addresses that recordings may lie below. `settings.ts` calls it. */
import { statSync } from 'node:fs';
import { delimiter, resolve } from 'node:path';
import type { Problem } from '../errors.ts';
import { schemeOf, storageFor, storages } from '../recordings/storage/registry.ts';
import { tableFor, tables } from '../recordings/tables/registry.ts';

const NAME = 'WEIR_RECORDINGS';

const KNOWN = [
  ...storages.filter(({ where }) => where === 'elsewhere').map(({ address }) => address),
  ...tables.map(({ scheme }) => `${scheme}://…`),
];
const ADDRESSES = `one of ${KNOWN.join(', ')} without wildcards, names, passwords and queries`;

/** Folders are absolute in the answer. What is wrong is added to the problems. */
export function readPlaces(env: Readonly<Record<string, string | undefined>>, problems: Problem[]): string[] {
  const text = env[NAME]?.trim() ?? '';
  // Its parts would be taken for folders, and shown.
  if (/:\/\/[^\s/]*@/.test(text)) {
    problems.push({ message: `${NAME} is wrong`, found: 'an address with a name or a password', expected: ADDRESSES });
    return [];
  }
  const places = split(text).filter((place) => place !== '');
  return places.map((place) => {
    const mistake = schemeOf(place) === '' ? folderMistake(place) : addressMistake(place);
    if (mistake) problems.push({ message: `${NAME} is wrong`, ...mistake });
    return schemeOf(place) === '' ? resolve(place) : place;
  });
}

/**
 * Addresses stand between spaces, commas or what separates folders, whose names may have spaces and commas only where no
 * address is named.
 */
function split(text: string): string[] {
  if (!text.includes('://')) return text.split(delimiter);
  // Neither of the colons of https://host:8443.
  return text.split(delimiter === ':' ? /[\s,]+|:(?!\/\/|\d+(?:[/\s,:]|$))/ : /[\s,;]+/);
}

function folderMistake(folder: string): Omit<Problem, 'message'> | undefined {
  if (statSync(resolve(folder), { throwIfNoEntry: false })?.isDirectory()) return undefined;
  return {
    found: resolve(folder),
    expected: `folders that exist, separated by ${delimiter}, or addresses as s3://bucket/prefix/, separated by spaces`,
  };
}

function addressMistake(place: string): Omit<Problem, 'message'> | undefined {
  const scheme = schemeOf(place);
  const isKnown = storageFor(place)?.where === 'elsewhere' || tableFor(place) !== undefined;
  if (isKnown && /^[^@?#*{}\\%]+:\/\/[^/@?#*{}\\%]+(\/[^@?#*{}\\%]*)?$/.test(place)) {
    return undefined;
  }
  // The rest may hold a password.
  return { found: `an address that starts with ${scheme}://`, expected: ADDRESSES };
}
