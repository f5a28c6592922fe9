/**
 * As much of Amazon S3 as reading one object needs, from a file on disk: `node serve-bucket.ts FILE KEY [BYTES A SECOND]`.
 * Prints its address. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 */
import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';

const [, , path = '', key = '', rate = 'Infinity'] = process.argv;
const { size } = statSync(path);
const etag = '"1"';

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (url.searchParams.has('list-type')) {
    const contents = `<Contents><Key>${key}</Key><Size>${size}</Size><ETag>&quot;1&quot;</ETag></Contents>`;
    const listing = `<?xml version="1.0"?><ListBucketResult><IsTruncated>false</IsTruncated>${contents}</ListBucketResult>`;
    response.writeHead(200, { 'content-type': 'application/xml' }).end(listing);
    return;
  }
  const [, first = '0', last = ''] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
  const start = Number(first);
  const end = last === '' ? size - 1 : Number(last);
  const place = request.headers.range ? { 'content-range': `bytes ${start}-${end}/${size}` } : {};
  response.writeHead(request.headers.range ? 206 : 200, { etag, 'content-length': end - start + 1, ...place });
  if (request.method === 'HEAD') response.end();
  else pipeline(createReadStream(path, { start, end, highWaterMark: 1 << 20 }), paced(), response).catch(() => {});
});

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
});

/** No faster than the rate, over its whole life. */
function paced(): Transform {
  const began = performance.now();
  let sent = 0;
  return new Transform({
    async transform(chunk: Buffer, _encoding, done) {
      sent += chunk.length;
      const early = (sent / Number(rate)) * 1000 - (performance.now() - began);
      if (early > 0) await delay(early);
      done(null, chunk);
    },
  });
}
