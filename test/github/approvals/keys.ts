/** Private keys as GitHub gives them to Apps, made anew for each run. */
import { generateKeyPairSync } from 'node:crypto';

/** PEM, PKCS#1. */
export function newPrivateKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  return privateKey;
}
