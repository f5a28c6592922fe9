/** Recordings on web servers of a network that is trusted: nothing tells whether they came as they were sent. */
import { webStorage } from '../https/web-storage.ts';
import type { Storage } from '../storage.ts';

export const http: Storage = {
  ...webStorage('http', 'the same without encryption, for a network that you trust'),
  hasSafer: true,
};
