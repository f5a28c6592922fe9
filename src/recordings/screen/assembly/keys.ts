/**
 * A table of distinct keys, which are bytes, and of an answer for each. Most of the time that it takes is waiting for memory,
 * so all that is known of a key lies in one place.
 */
import { MOST_KEYS } from './layout';
import { room } from './room';

/** Pairs of a hash and where the key is. */
const FIRST_PLACES: i32 = 2048;
/** Before the words of each key stand its answer, their number, and its hash. */
const HEAD: usize = 12;

/** Of a key that was asked for the first time. */
const NEW: i32 = -3;

let places: usize = 0;
let count: i32 = 0;
let size: i32 = 0;

/** Where the answer of a key is; it is taken in if it is not there; 0 where there is no room. Behind its bytes stand zeros. */
export function find(key: usize, length: i32, hash: u32): usize {
  if (count === 0 && !open()) return 0;
  const words = (length + 7) >>> 3;
  let place = hash & (count - 1);
  while (true) {
    const at = <usize>load<u32>(placeAt(place) + 4);
    if (at === 0) break;
    if (load<u32>(placeAt(place)) === hash && isAt(at, key, words)) return at;
    place = (place + 1) & (count - 1);
  }
  return add(key, words, hash, place);
}

function open(): bool {
  places = room((<usize>FIRST_PLACES) << 3);
  if (places === 0) return false;
  count = FIRST_PLACES;
  return true;
}

function add(key: usize, words: i32, hash: u32, free: i32): usize {
  if (size >= MOST_KEYS) return 0;
  const at = room(HEAD + (words << 3));
  if (at === 0) return 0;
  store<i32>(at, NEW);
  store<i32>(at + 4, words);
  store<u32>(at + 8, hash);
  memory.copy(at + HEAD, key, words << 3);
  store<u32>(placeAt(free), hash);
  store<u32>(placeAt(free) + 4, <u32>at);
  size += 1;
  if (2 * size >= count) grow();
  return at;
}

/** Twice as many places, somewhere else; where there is no room for them, those that are there fill up. */
function grow(): void {
  const before = places;
  const last = before + ((<usize>count) << 3);
  const next = room((<usize>count) << 4);
  if (next === 0) return;
  places = next;
  count *= 2;
  for (let from = before; from < last; from += 8) {
    if (load<u32>(from + 4) === 0) continue;
    let place = load<u32>(from) & (count - 1);
    while (load<u32>(placeAt(place) + 4) !== 0) place = (place + 1) & (count - 1);
    store<u64>(placeAt(place), load<u64>(from));
  }
}

/** Where the first key is that a hash leads to, which most often is the one; 0 where none is. */
export function candidate(hash: u32): usize {
  return count === 0 ? 0 : <usize>load<u32>(placeAt(hash & (count - 1)) + 4);
}

/** Of a key behind whose bytes stand zeros. Words are multiplied in one after the other, and mixed at the end as MurmurHash3 does. */
export function hashOf(key: usize, length: i32): u32 {
  let hash: u64 = length;
  for (let at = key; at < key + length; at += 8)
    hash = rotl(hash ^ load<u64>(at), 27) * 0x9e3779b97f4a7c15 + 0x52dce729;
  hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
  hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
  return <u32>(hash ^ (hash >> 33));
}

function isAt(at: usize, key: usize, words: i32): bool {
  if (load<i32>(at + 4) !== words) return false;
  for (let index: usize = 0; index < (<usize>words) << 3; index += 8)
    if (load<u64>(at + HEAD + index) !== load<u64>(key + index)) return false;
  return true;
}

function placeAt(place: i32): usize {
  return places + ((<usize>place) << 3);
}
