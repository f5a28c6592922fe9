/** Where everything lies in the scanner's memory, in bytes. Nothing is given back, and nothing moves. */

/** What is told of lines: `Result` in `pass.ts`. */
export const RESULT: usize = 1024;
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
/** The time of the line, with a T between day and time and zeros behind it. Longer ones are left to others. */
export const TIME: usize = LEFT + 1024 * 1024 + 64;
export const LONGEST_TIME: i32 = 64;
/**
 * Where counts by answer are, in blocks: of each, how many lines have it, whether their times count, and where it says from when
 * to when these were. And by week, where it has its own blocks of counts.
 */
export const ANSWERS: usize = TIME + 128;
export const ANSWER_BYTES: usize = 12;
export const BLOCK: i32 = 1024;
export const BLOCKS: i32 = 512;
export const WEEKS: usize = ANSWERS + 4 * 512;
export const MOST_WEEKS: i32 = 4096;
/** Lines that were scanned ahead: what is known of each, in words, and its key. Vectors are written beyond the end of a key. */
export const AHEAD: i32 = 16;
export const AHEAD_LINES: usize = WEEKS + 4 * 4096;
export const AHEAD_KEYS: usize = AHEAD_LINES + 512;
export const KEY_ROOM: usize = 2048 + 64;
/** Of some lines the least and the greatest number, of each of four units; and their first and their last time as text. */
export const GREATEST: usize = 32;
export const FIRST: usize = 64;
export const LAST: usize = 128;
export const EXTENT: usize = 192;
/** Keys, and by hash the places where they are; and counts. As they grow, so does the memory. */
export const TABLE: usize = 3 * 1024 * 1024;
export const MOST_KEYS: i32 = 400_000;
export const MOST_TABLE: usize = 64 * 1024 * 1024;
