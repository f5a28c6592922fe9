/** Where everything lies in the scanner's memory, in bytes. Nothing is given back, and nothing moves. */

/** What the last line came to: where its answer is, where its time begins and ends, and how much of it is left. */
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
export const INPUT: usize = 512 * 1024;
export const LONGEST_INPUT: i32 = 1024 * 1024;
/** What is left of a line without what nobody reads: never longer than the line. Vectors are written beyond its end. */
export const LEFT: usize = INPUT + 1024 * 1024 + 64;
/** Keys, and by hash the places where they are; as they grow, so does the memory. */
export const TABLE: usize = 3 * 1024 * 1024;
export const MOST_KEYS: i32 = 400_000;
export const MOST_TABLE: usize = 48 * 1024 * 1024;
