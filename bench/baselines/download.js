/** The least that any download must do: `node download.js URL FILE`, over one connection. */
import { createWriteStream } from 'node:fs';
import { get } from 'node:http';
import { pipeline } from 'node:stream/promises';

const [, , url = '', file = ''] = process.argv;
get(url, (response) => pipeline(response, createWriteStream(file)));
