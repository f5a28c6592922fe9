/**
 * Makes native records of what passes. It only ever looks on: bodies are kept up to a size, what it can't keep up with is
 * left out and counted, and nothing is written that was not redacted before.
 */
import { isUtf8 } from 'node:buffer';
import { createHash, randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { compileRead } from '../../document/pointer.ts';
import { stringify } from '../../document/stringify.ts';
import { RecordParser, Unparsable } from '../../recordings/parse-record.ts';
import { compileRedaction, type Redact, type Redaction } from '../../recordings/redact/redaction.ts';
import type { RotatedFiles } from './files.ts';

export interface RecorderOptions {
  readonly files: Pick<RotatedFiles, 'write' | 'close'>;
  /** Of the ids: above 0, at most 1. */
  readonly sample: number;
  /** Bytes of a body, packed and unpacked. */
  readonly maxBody: number;
  readonly redaction: Redaction;
  /** In lower case. */
  readonly idHeader: string;
  /** Where in the JSON of a request the id is, in place of the header. */
  readonly idAt?: string;
  /** Bytes of bodies that wait to be made records of. */
  readonly mostWaiting?: number;
}

/** Requests that were recorded, and why others were not. */
export interface Counts {
  recorded: number;
  'not of the sample': number;
  'without JSON': number;
  'too large': number;
  'without an answer': number;
  'dropped, since writing did not keep up': number;
  'lost on the disk': number;
}

/** One request and its answer, as they pass. */
export interface Exchange {
  request(chunk: Buffer): void;
  answers(answer: IncomingMessage): void;
  response(chunk: Buffer): void;
  end(isComplete: boolean): void;
}

const MOST_WAITING = 32 * 1024 * 1024;

export class Recorder {
  readonly #options: RecorderOptions;
  readonly #redact: Redact;
  readonly #pending = new Set<Promise<void>>();
  #waiting = 0;
  readonly counts: Counts = {
    recorded: 0,
    'not of the sample': 0,
    'without JSON': 0,
    'too large': 0,
    'without an answer': 0,
    'dropped, since writing did not keep up': 0,
    'lost on the disk': 0,
  };

  constructor(options: RecorderOptions) {
    this.#options = options;
    this.#redact = compileRedaction(options.redaction);
  }

  /** Undefined where nothing of it will be recorded. */
  begin({ headers }: IncomingMessage): Exchange | undefined {
    const { idHeader, idAt, maxBody } = this.#options;
    const id = idAt === undefined ? String(headers[idHeader] ?? '') || randomUUID() : undefined;
    if (id !== undefined && !this.#isChosen(id)) return this.#leave('not of the sample');
    if (!isJson(headers)) return this.#leave('without JSON');
    const time = new Date().toISOString();
    const request = new Body(headers, maxBody);
    let response: Body | undefined;
    let isOver = false;
    return {
      request: (chunk) => request.add(chunk),
      answers: (answer) => {
        const isGood = (answer.statusCode ?? 0) >= 200 && (answer.statusCode ?? 0) < 300;
        if (isGood && isJson(answer.headers)) response = new Body(answer.headers, maxBody);
      },
      response: (chunk) => response?.add(chunk),
      end: (isComplete) => {
        if (isOver) return;
        isOver = true;
        if (!isComplete) this.#leave('without an answer');
        else if (!response) this.#leave('without JSON');
        else if (request.isTooLarge || response.isTooLarge) this.#leave('too large');
        else this.#take({ id, time, request, response });
      },
    };
  }

  /** Everything that has passed is written, or counted as lost. */
  async close(): Promise<Counts> {
    await Promise.all(this.#pending);
    await this.#options.files.close();
    return this.counts;
  }

  #leave(why: keyof Counts): undefined {
    this.counts[why] += 1;
    return undefined;
  }

  #isChosen(id: string): boolean {
    return isOfSample(id, this.#options.sample);
  }

  #take(exchange: Passed): void {
    const bytes = exchange.request.bytes + exchange.response.bytes;
    if (this.#waiting + bytes > (this.#options.mostWaiting ?? MOST_WAITING)) {
      this.#leave('dropped, since writing did not keep up');
      return;
    }
    this.#waiting += bytes;
    const work = this.#record(exchange).then((what) => {
      this.counts[what] += 1;
      this.#waiting -= bytes;
      this.#pending.delete(work);
    });
    this.#pending.add(work);
  }

  async #record({ id: known, time, request, response }: Passed): Promise<keyof Counts> {
    const [input, output] = await Promise.all([
      request.json(this.#options.maxBody),
      response.json(this.#options.maxBody),
    ]);
    if (input === undefined || output === undefined) return 'without JSON';
    const id = known ?? idIn(input, this.#options.idAt ?? '');
    if (known === undefined && !this.#isChosen(id)) return 'not of the sample';
    const { sample } = this.#options;
    const record = this.#redact({ input, output, id, time, ...(sample < 1 && { weight: 1 / sample }) });
    return (await this.#options.files.write(`${stringify(record)}\n`)) ? 'recorded' : 'lost on the disk';
  }
}

interface Passed {
  readonly id: string | undefined;
  readonly time: string;
  readonly request: Body;
  readonly response: Body;
}

/** The same for an id in every process, so that all of a session is recorded or none. */
export function isOfSample(id: string, share: number): boolean {
  if (share >= 1) return true;
  return createHash('sha256').update(id).digest().readUIntBE(0, 6) < share * 2 ** 48;
}

function idIn(input: unknown, at: string): string {
  const found = compileRead(at)(input);
  return typeof found === 'string' || typeof found === 'number' ? String(found) : randomUUID();
}

function isJson({ 'content-type': type = '' }: IncomingHttpHeaders): boolean {
  return /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(type);
}

const UNPACK: Readonly<Record<string, (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>>> = {
  gzip: promisify(zlib.gunzip),
  'x-gzip': promisify(zlib.gunzip),
  deflate: promisify(zlib.inflate),
  br: promisify(zlib.brotliDecompress),
  zstd: promisify(zlib.zstdDecompress),
};

/** A body as it passes, up to a size. */
class Body {
  readonly #coding: string;
  readonly #most: number;
  #chunks: Buffer[] = [];
  bytes = 0;

  constructor(headers: IncomingHttpHeaders, most: number) {
    this.#coding = (headers['content-encoding'] ?? 'identity').trim().toLowerCase();
    this.#most = most;
  }

  get isTooLarge(): boolean {
    return this.bytes > this.#most;
  }

  add(chunk: Buffer): void {
    this.bytes += chunk.length;
    if (this.isTooLarge) this.#chunks = [];
    else this.#chunks.push(chunk);
  }

  /** Undefined for what is no JSON, or packed in a way of its own. */
  async json(maxOutputLength: number): Promise<unknown> {
    const bytes = Buffer.concat(this.#chunks);
    const unpack = this.#coding === 'identity' ? async () => bytes : UNPACK[this.#coding];
    try {
      return unpack && parse(await unpack(bytes, { maxOutputLength }));
    } catch {
      return undefined;
    }
  }
}

/** As recordings are read, so that what is written can be. */
function parse(bytes: Buffer): unknown {
  const value = isUtf8(bytes) ? new RecordParser().parse(bytes.toString('utf8')) : undefined;
  return value instanceof Unparsable ? undefined : value;
}
