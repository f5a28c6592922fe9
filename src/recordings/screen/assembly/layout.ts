/** Where everything lies in the scanner's memory, in bytes. Nothing is given back, and nothing moves. */

/** What the last line came to: where its answer is, and where its time begins and ends. */
export const RESULT: usize = 1024;
/** The key under way, its last word filled up with zeros. */
export const KEY: usize = 4096;
export const LONGEST_KEY: i32 = 2048;
/** Where the text of each slot begins and ends; each slot takes at least a byte of the key, so there are no more of use. */
export const STARTS: usize = 8 * 1024;
export const ENDS: usize = 16 * 1024;
export const MOST_SLOTS: i32 = 2048;
/** Names that count, three numbers for each: the object's slot, begin and end. Each takes at least four bytes of the key. */
export const NAMES: usize = 24 * 1024;
export const MOST_NAMES: i32 = 512;
/** Nodes of the tree, and names that were met. */
export const NODES: usize = 32 * 1024;
/** Lines as they are. Vectors are read beyond their end. */
export const INPUT: usize = 1024 * 1024;
export const LONGEST_INPUT: i32 = 1024 * 1024;
/** By hash, pairs of the hash and where the key is. */
export const PLACES: usize = 3 * 1024 * 1024;
export const MOST_PLACES: i32 = 1024 * 1024;
/** Keys, one behind the other. */
export const KEYS: usize = 11 * 1024 * 1024;
export const MOST_KEY_BYTES: usize = 32 * 1024 * 1024;
/** Of 64 kB. */
export const PAGES: i32 = 43 * 16;
