/** The tree of wanted places, and the names of members that were met beside them. */
import { INPUT, NODES } from './layout';
import { BACKSLASH, COLON } from './walk';

export const SEES_TYPE: i32 = 1;
export const SEES_VALUE: i32 = 2;
/** Of one object, beside those of the tree. */
const MOST_LEARNT: i32 = 256;

/** A place, and what is seen of it. */
@unmanaged
export class PlaceNode {
  slot: i32;
  sees: i32;
  seesNames: bool;
  isTime: bool;
  /** Its place among those below the same node, as they were first met; -1 of one that was not. */
  rank: i32;
  /** Of those below it, how many have a rank. */
  ranked: i32;
  children: i32;
  /** Names that were met here, one linked to the next; and the one that mostly comes first. */
  known: Name | null;
  lastKnown: Name | null;
  learnt: i32;
  first: Name | null;
}

/** A name of a member as it is written, with both its quotes and the colon behind them; its bytes lie behind it. */
@unmanaged
export class Name {
  length: i32;
  /** Null where nothing below it matters. */
  child: PlaceNode | null;
  /** The one that came next, when it was last met. */
  next: Name | null;
  link: Name | null;
}

let end: usize = NODES;

function room(bytes: usize): usize {
  const at = end;
  end = (end + bytes + 15) & ~15;
  if (end > INPUT) {
    end = at;
    return 0;
  }
  memory.fill(at, 0, end - at);
  return at;
}

/** 0 where there is no room. */
export function newNode(slot: i32, sees: i32, seesNames: bool, isTime: bool): usize {
  const at = room(offsetof<PlaceNode>());
  if (at === 0) return 0;
  const node = changetype<PlaceNode>(at);
  node.slot = slot;
  node.sees = sees;
  node.seesNames = seesNames;
  node.isTime = isTime;
  node.rank = -1;
  return at;
}

/** A name that stands at the beginning of the input; false where there is no room. */
export function addChild(parent: usize, child: usize, length: i32): bool {
  const node = changetype<PlaceNode>(parent);
  const name = addName(node, INPUT, length);
  if (name === null) return false;
  name.child = changetype<PlaceNode>(child);
  node.children += 1;
  return true;
}

/** A name, from its quote to behind the other one, as it was met before; what is new is remembered while there are few. */
export function nameAt(node: PlaceNode, from: usize, to: usize): Name | null {
  const length = <i32>(to - from);
  let name = node.known;
  while (name !== null) {
    if (name.length === length + 1 && isAt(from, bytesOf(name), length)) return name;
    name = name.link;
  }
  if (node.learnt >= MOST_LEARNT || holds(from, to, BACKSLASH)) return null;
  node.learnt += 1;
  return addName(node, from, length);
}

/** `length` without the colon. */
function addName(node: PlaceNode, from: usize, length: i32): Name | null {
  const at = room(offsetof<Name>() + length + 1 + 16);
  if (at === 0) return null;
  const name = changetype<Name>(at);
  name.length = length + 1;
  memory.copy(bytesOf(name), from, length);
  store<u8>(bytesOf(name) + length, COLON);
  const last = node.lastKnown;
  if (last !== null) last.link = name;
  else node.known = name;
  node.lastKnown = name;
  return name;
}

/** Whether a name stands here with its colon. */
export function isNameAt(from: usize, name: Name): bool {
  return isAt(from, bytesOf(name), name.length);
}

function bytesOf(name: Name): usize {
  return changetype<usize>(name) + offsetof<Name>();
}

function isAt(from: usize, bytes: usize, length: i32): bool {
  let at: usize = 0;
  for (; length > 16; length -= 16, at += 16) {
    if (i8x16.bitmask(i8x16.eq(v128.load(from + at), v128.load(bytes + at))) !== 0xffff) return false;
  }
  const alike = i8x16.bitmask(i8x16.eq(v128.load(from + at), v128.load(bytes + at)));
  return ctz(~alike) >= length;
}

export function holds(from: usize, to: usize, byte: u32): bool {
  for (let at = from; at < to; at++) if (<u32>load<u8>(at) === byte) return true;
  return false;
}
