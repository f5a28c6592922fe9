/** A web server of files, with strong ETags and ranges unless told otherwise. https://www.rfc-editor.org/rfc/rfc9110 */
import { type Answer, CANARY, sendBytes } from './objects.ts';

export interface WebManners {
  readonly ranges: boolean;
  readonly validator: 'strong' | 'weak' | 'date' | 'none';
}

export function answerWeb({ ranges, validator }: WebManners = { ranges: true, validator: 'strong' }): Answer {
  return (server, request, response, { pathname }) => {
    if (server.refusal) {
      response.writeHead(server.refusal.status, { 'www-authenticate': `Basic realm="${CANARY}"` }).end(CANARY);
      return;
    }
    const object = server.objects.get(decodeURIComponent(pathname).slice(1));
    if (!object) {
      response.writeHead(404).end();
      return;
    }
    const etag = `"${object.version}"`;
    const wanted = request.headers['if-match'];
    // A weak one matches nothing here: 13.1.1 asks for the strong comparison.
    if (wanted !== undefined && (validator !== 'strong' || wanted !== etag)) {
      response.writeHead(412).end();
      return;
    }
    const headers: Record<string, string> = {
      strong: { etag },
      weak: { etag: `W/${etag}` },
      date: { 'last-modified': new Date(object.version * 1000).toUTCString() },
      none: {},
    }[validator];
    sendBytes(server, response, object, { range: ranges ? request.headers.range : undefined, headers });
  };
}
