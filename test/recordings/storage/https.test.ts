import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { expect, it, onTestFinished } from 'vitest';
import { RecordingError } from '../../../src/errors.ts';
import { https } from '../../../src/recordings/storage/https/index.ts';
import { temporaryFolder } from '../files.ts';
import { itStores } from './contract.ts';
import { context } from './folder.ts';
import { type Answer, type ObjectServer, serveObjects } from './servers/objects.ts';
import { answerWeb } from './servers/web-server.ts';

/** A server with a certificate of its own; `known` makes it one that this process trusts, for the test. */
async function secure(answer: Answer, known: boolean): Promise<{ server: ObjectServer; url: string }> {
  const server = await serveObjects(answer);
  const folder = temporaryFolder();
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const made = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  execFileSync('openssl', [...made, '-keyout', key, '-out', cert, ...subject], { stdio: 'pipe' });
  if (known) {
    const before = getCACertificates('default');
    setDefaultCACertificates([...before, readFileSync(cert, 'utf8')]);
    onTestFinished(() => setDefaultCACertificates(before));
  }
  const outer = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (request, response) => {
    answer(server, request, response, new URL(request.url ?? '/', server.url));
  });
  await new Promise<void>((resolve) => outer.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => void outer.close(() => resolve()).closeAllConnections()));
  const address = outer.address();
  return { server, url: `https://localhost:${typeof address === 'object' ? address?.port : ''}` };
}

const fail = (message: string, expected: string) => new RecordingError([{ message, expected }]);

itStores({
  storage: https,
  noListing: 'web servers have none',
  async put(files) {
    const { server, url } = await secure(answerWeb(), true);
    for (const [path, content] of Object.entries(files)) server.put(path, content);
    return {
      at: (path) => `${url}/${path}`,
      context: context(),
      replace: async (path, content) => server.put(path, content),
    };
  },
});

it('a web server with a certificate that nobody knows is not read', async () => {
  const { server, url } = await secure(answerWeb(), false);
  server.put('a.jsonl', '{}\n');
  await expect(https.list({ files: `${url}/a.jsonl`, storage: context(), fail })).rejects.toThrow(
    /can't be reached \(DEPTH_ZERO_SELF_SIGNED_CERT\)/,
  );
});

it('a web server that sends on to an address without encryption is not followed', async () => {
  const { url } = await secure((_server, _request, response) => {
    response.writeHead(301, { location: 'http://localhost/a.jsonl' }).end();
  }, true);
  await expect(https.list({ files: `${url}/a.jsonl`, storage: context(), fail })).rejects.toThrow(
    'sends on to where recordings are not read',
  );
});
