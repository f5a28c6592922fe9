/** Options of the form NAME=FILE that may be repeated, as a map of weir.yml has them. */
import { InvalidArgumentError } from 'commander';

export type Assignments = Readonly<Record<string, string>>;

/** An address, and the file that stands for it. */
export function addressAndFile(text: string, before: Assignments = {}): Assignments {
  // Addresses may have an equals sign in them, and files hardly.
  const [address, file] = split(text, text.lastIndexOf('='));
  if (!/^[A-Za-z][A-Za-z0-9+.-]*:[^#]+$/.test(address) || file === '')
    throw new InvalidArgumentError('Expected ADDRESS=FILE, as https://acme.example/money.json=vendor/money.json.');
  return { ...before, [address]: file };
}

/** An id in a schema registry, and the file of that schema. */
export function idAndFile(text: string, before: Assignments = {}): Assignments {
  const [id, file] = split(text, text.indexOf('='));
  if (!/^\d{1,10}$/.test(id) || file === '') throw new InvalidArgumentError('Expected ID=FILE, as 7=booking.v7.avsc.');
  return { ...before, [id]: file };
}

/** A table, and the file that holds its rows. */
export function tableAndFile(text: string, before: Assignments = {}): Assignments {
  const [table, file] = split(text, text.indexOf('='));
  if (table === '' || file === '') throw new InvalidArgumentError('Expected TABLE=FILE, as customers=customers.csv.');
  return { ...before, [table]: file };
}

function split(text: string, at: number): [string, string] {
  return at < 0 ? ['', ''] : [text.slice(0, at), text.slice(at + 1)];
}
