/** Recordings on web servers of a network that is trusted: nothing tells whether they came as they were sent. */
import { webStorage } from '../https/web-storage.ts';

export const http = webStorage('http', 'the same without encryption, for a network that you trust');
