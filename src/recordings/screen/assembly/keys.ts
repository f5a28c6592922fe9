/**
 * A table of distinct keys, which are bytes, and of an answer for each. Most of the time that it takes is waiting for memory,
 * so all that is known of a key lies in one place.
 */
import { KEY, KEYS, MOST_KEY_BYTES, MOST_PLACES, PLACES } from './layout';

const FIRST_PLACES: i32 = 2048;
const MOST_KEYS: i32 = 400_000;
/** Before the words of each key stand its answer, their number, and its hash. */
const HEAD: usize = 12;

/** Of a key that was asked for the first time. */
const NEW: i32 = -3;

let end: usize = KEYS;
let places: i32 = FIRST_PLACES;
let size: i32 = 0;

/** Where the answer of the key with so many bytes is; it is taken in if it is not there; 0 where there is no room. */
export function find(length: i32): usize {
  store<u64>(KEY + length, 0);
  const words = (length + 7) >>> 3;
  const hash = hashOf(words, length);
  let place = hash & (places - 1);
  while (true) {
    const at = <usize>load<u32>(placeAt(place) + 4);
    if (at === 0) break;
    if (load<u32>(placeAt(place)) === hash && isAt(at, words)) return at;
    place = (place + 1) & (places - 1);
  }
  return add(words, hash, place);
}

function add(words: i32, hash: u32, free: i32): usize {
  const at = end;
  const next = at + HEAD + (words << 3);
  if (size >= MOST_KEYS || next > KEYS + MOST_KEY_BYTES) return 0;
  store<i32>(at, NEW);
  store<i32>(at + 4, words);
  store<u32>(at + 8, hash);
  memory.copy(at + HEAD, KEY, words << 3);
  store<u32>(placeAt(free), hash);
  store<u32>(placeAt(free) + 4, <u32>at);
  end = next;
  size += 1;
  if (2 * size >= places && places < MOST_PLACES) grow();
  return at;
}

/** Twice as many places; the keys are gone over, since they lie one behind the other. */
function grow(): void {
  places *= 2;
  memory.fill(PLACES, 0, (<usize>places) << 3);
  for (let at = KEYS; at < end; at += HEAD + ((<usize>load<i32>(at + 4)) << 3)) {
    const hash = load<u32>(at + 8);
    let place = hash & (places - 1);
    while (load<u32>(placeAt(place) + 4) !== 0) place = (place + 1) & (places - 1);
    store<u32>(placeAt(place), hash);
    store<u32>(placeAt(place) + 4, <u32>at);
  }
}

/** Words are multiplied in one after the other, and mixed at the end as MurmurHash3 does. */
function hashOf(words: i32, length: i32): u32 {
  let hash: u64 = length;
  for (let index = 0; index < words; index++)
    hash = rotl(hash ^ load<u64>(KEY + ((<usize>index) << 3)), 27) * 0x9e3779b97f4a7c15 + 0x52dce729;
  hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
  hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
  return <u32>(hash ^ (hash >> 33));
}

function isAt(at: usize, words: i32): bool {
  if (load<i32>(at + 4) !== words) return false;
  for (let index: usize = 0; index < (<usize>words) << 3; index += 8)
    if (load<u64>(at + HEAD + index) !== load<u64>(KEY + index)) return false;
  return true;
}

function placeAt(place: i32): usize {
  return PLACES + ((<usize>place) << 3);
}
