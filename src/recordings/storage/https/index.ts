/** Recordings on web servers. */
import { webStorage } from './web-storage.ts';

export const https = webStorage('https', 'a file on a web server, with name and password from `~/.netrc` if need be');
