/** `weir record`: stands in front of a service, hands everything on, and records a part of the JSON that passes. */
import { once as event } from 'node:events';
import { createServer } from 'node:http';
import { Command, InvalidArgumentError, Option } from 'commander';
import { pointerTokens } from '../document/pointer.ts';
import { UsageError } from '../errors.ts';
import { count, plural } from '../format/numbers.ts';
import type { RedactedPlace } from '../recordings/redact/redaction.ts';
import { hashKey } from '../recordings/redact/resolve.ts';
import { closing } from './closing.ts';
import { collect, pointer } from './parse-option.ts';
import { RotatedFiles } from './record/files.ts';
import { createProxy } from './record/proxy.ts';
import { Recorder } from './record/recorder.ts';

interface RecordOptions {
  readonly upstream: URL;
  readonly listen: { readonly host: string; readonly port: number };
  readonly folder: string;
  readonly sample: number;
  readonly idHeader: string;
  readonly id?: string;
  readonly path: string;
  readonly drop?: readonly string[];
  readonly hash?: readonly string[];
  readonly maxBody: number;
  readonly rotate: number;
  readonly keep: number;
}

/** How long requests that are under way may take when the program is asked to end. */
const PATIENCE = 10_000;

export function recordCommand(): Command {
  return new Command('record')
    .description('hand requests on to a service, and record a part of the JSON that it is asked and answers')
    .requiredOption('--upstream <url>', 'the service: http://127.0.0.1:9000', urlOf)
    .addOption(
      new Option('--listen <address>', 'where to listen: a port, or host:port')
        .argParser(addressOf)
        .default({ host: '127.0.0.1', port: 8080 }, '127.0.0.1:8080'),
    )
    .option('--folder <dir>', 'where to write: files of native records', 'traffic')
    .option('--path <prefix>', 'record only requests whose path begins so', '/')
    .addOption(
      new Option('--sample <share>', 'record so many of the ids: 5%, 0.05').argParser(shareOf).default(1, 'all'),
    )
    .option(
      '--id-header <name>',
      'the header that has the id: all requests of one id are recorded, or none',
      'x-request-id',
    )
    .option('--id <pointer>', 'where in the JSON of a request the id is, instead of a header', pointer)
    .option('--drop <pointer>', 'leave this out of records (/input/card); may be repeated', collectPointers)
    .option('--hash <pointer>', 'write its HMAC instead, keyed by WEIR_REDACT_KEY; may be repeated', collectPointers)
    .addOption(sizeOption('--max-body <bytes>', 'longer bodies are handed on and not recorded: 64k, 1m', '1m'))
    .addOption(sizeOption('--rotate <bytes>', 'begin a new file after so many, and each day: 100m', '100m'))
    .addOption(sizeOption('--keep <bytes>', 'remove the oldest files of the folder beyond so many: 10g', '10g'))
    .addHelpText(
      'after',
      closing(
        'Ends on SIGTERM and SIGINT, with what was recorded written. Exit status: 0, or 2 where it could not listen, or nothing of what passed was recorded.',
      ),
    )
    .action(run);
}

/** Throws WeirErrors. */
async function run({
  upstream,
  listen,
  folder,
  sample,
  maxBody,
  rotate,
  keep,
  ...options
}: RecordOptions): Promise<void> {
  const say = (text: string): void => console.error(`weir record: ${text}`);
  const places: RedactedPlace[] = [
    ...(options.drop ?? []).map((at): RedactedPlace => ({ at, as: 'drop' })),
    ...(options.hash ?? []).map((at): RedactedPlace => ({ at, as: 'hash' })),
  ];
  const key = options.hash ? hashKey((problem) => new UsageError([problem])) : undefined;
  const files = await RotatedFiles.open({ folder, rotate, keep, say });
  const recorder = new Recorder({
    files,
    sample,
    maxBody,
    redaction: { places, key },
    idHeader: options.idHeader.toLowerCase(),
    idAt: options.id,
  });
  const proxy = createProxy({ upstream, path: options.path, recorder });
  const server = createServer({ requestTimeout: 0, keepAliveTimeout: 65_000 }, proxy.handle);
  server.on('upgrade', proxy.upgrade);
  server.listen(listen.port, listen.host);
  await event(server, 'listening').catch((cause: Error) => {
    throw new UsageError([{ message: `cannot listen at ${listen.host}:${listen.port}`, found: cause.message }], {
      cause,
    });
  });
  const bound = server.address();
  say(
    `http://${listen.host}:${typeof bound === 'object' ? bound?.port : listen.port} → ${upstream.origin}, into ${folder}/`,
  );
  await asked();
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  proxy.hangUp();
  const timer = setTimeout(() => server.closeAllConnections(), PATIENCE);
  await closed;
  clearTimeout(timer);
  proxy.close();
  const { recorded, 'not of the sample': left, ...unfit } = await recorder.close();
  const others = { 'not of the sample': left, ...unfit };
  const rest = Object.entries(others).flatMap(([why, records]) => (records > 0 ? `${count(records)} ${why}` : []));
  say([`${plural(recorded, 'record')} written`, ...rest].join('; '));
  if (recorded > 0 || Object.values(unfit).every((records) => records === 0)) return;
  const message = 'nothing of what passed was recorded';
  throw new UsageError([{ message, found: rest.join('; '), expected: 'requests and answers that are JSON' }]);
}

/** Until the program is asked to end. */
async function asked(): Promise<void> {
  await Promise.race([event(process, 'SIGTERM'), event(process, 'SIGINT')]);
}

function urlOf(text: string): URL {
  const url = URL.parse(text);
  if (url && /^https?:$/.test(url.protocol) && url.pathname === '/' && url.search === '') return url;
  throw new InvalidArgumentError('expected http://host:port or https://host, without a path');
}

function addressOf(text: string): { host: string; port: number } {
  const [, host = '127.0.0.1', port] = /^(?:(.+):)?(\d{1,5})$/.exec(text) ?? [];
  if (port !== undefined && Number(port) < 65_536) return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
  throw new InvalidArgumentError('expected a port, or host:port');
}

function shareOf(text: string): number {
  const share = text.endsWith('%') ? Number(text.slice(0, -1)) / 100 : Number(text);
  if (share > 0 && share <= 1) return share;
  throw new InvalidArgumentError('expected a share above 0, such as 5% or 0.05');
}

function sizeOf(text: string): number {
  const [, amount, unit = ''] = /^(\d+)([kmg]?)b?$/i.exec(text) ?? [];
  if (amount !== undefined && Number(amount) > 0)
    return Number(amount) * 1024 ** ' kmg'.indexOf(unit.toLowerCase() || ' ');
  throw new InvalidArgumentError('expected bytes: 64k, 1m, 10g');
}

/** Of what is asked for in vain nobody would see that it is recorded. */
function collectPointers(text: string, before?: string[]): string[] {
  if (text === '') throw new InvalidArgumentError('Expected a pointer to a part of the record, as /input/card.');
  const [first = ''] = pointerTokens(pointer(text));
  if (MEMBERS.has(first)) return collect(text, before);
  throw new InvalidArgumentError(`A record has input, output, id and time: expected /input${text} or /output${text}.`);
}

const MEMBERS: ReadonlySet<string> = new Set(['input', 'output', 'id', 'time', '*']);

function sizeOption(flags: string, description: string, usual: string): Option {
  return new Option(flags, description).argParser(sizeOf).default(sizeOf(usual), usual);
}
