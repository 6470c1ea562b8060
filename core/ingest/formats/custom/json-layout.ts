/**
 * In: lines that are one JSON object each. Out: the values of the dotted paths that the mapping names. A key that holds dots itself
 * (`"source.ip"`) is found as well as a nested one.
 */
import { JsonFields } from '../kv/json-fields.ts';
import { KeyMask } from '../kv/key-mask.ts';
import { type Layout, TAKEN, type Taken, UNFIT } from './layout.ts';
import type { Values } from './values.ts';

interface Node {
  readonly key: string;
  /** Slot of the value here, -1 for none. */
  slot: number;
  readonly below: Level;
}

interface Level {
  readonly nodes: Node[];
  mask: KeyMask;
}

const OPEN_BRACE = 123;
/** Paths go no deeper. */
const MAX_DEPTH = 12;

export class JsonLayout implements Layout {
  readonly reason = 'shape';
  private readonly root: Level;
  private readonly readers = Array.from({ length: MAX_DEPTH }, () => new JsonFields());

  constructor(paths: readonly string[]) {
    this.root = newLevel();
    paths.forEach((path, slot) => {
      addPath(this.root, path, slot, 0);
    });
    seal(this.root);
  }

  take(text: string, start: number, end: number, values: Values): Taken {
    return this.read(text, start, end, this.root, 0, values) > 0 ? TAKEN : UNFIT;
  }

  /** @returns how many mapped keys were there */
  private read(text: string, start: number, end: number, level: Level, depth: number, values: Values): number {
    const reader = this.readers[depth];
    if (reader === undefined || !reader.reset(text, start, end)) return 0;
    let found = 0;
    while (reader.next()) {
      if (!level.mask.mayHold(text, reader.keyStart, reader.keyEnd)) continue;
      const node = findNode(level, text, reader.keyStart, reader.keyEnd);
      if (node === undefined) continue;
      const from = reader.valueStart;
      if (from === reader.valueEnd && text.charCodeAt(from) === OPEN_BRACE) {
        if (node.below.nodes.length > 0) found += this.read(text, from, end, node.below, depth + 1, values);
        continue;
      }
      if (node.slot < 0) continue;
      found++;
      if (text.charCodeAt(reader.valueStart - 1) === 34) {
        const value = reader.value();
        values.set(node.slot, value, 0, value.length);
      } else values.set(node.slot, text, from, reader.valueEnd);
    }
    return found;
  }
}

function newLevel(): Level {
  return { nodes: [], mask: new KeyMask([]) };
}

/** `a.b.c` may be `{"a":{"b":{"c":…}}}`, `{"a.b":{"c":…}}`, `{"a":{"b.c":…}}` or `{"a.b.c":…}`. */
function addPath(level: Level, path: string, slot: number, depth: number): void {
  nodeAt(level, path).slot = slot;
  if (depth + 1 >= MAX_DEPTH) return;
  for (let dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
    if (dot + 1 < path.length) addPath(nodeAt(level, path.slice(0, dot)).below, path.slice(dot + 1), slot, depth + 1);
  }
}

function nodeAt(level: Level, key: string): Node {
  let node = level.nodes.find((one) => one.key === key);
  if (node === undefined) {
    node = { key, slot: -1, below: newLevel() };
    level.nodes.push(node);
  }
  return node;
}

function seal(level: Level): void {
  level.mask = new KeyMask(level.nodes.map((node) => node.key));
  for (const node of level.nodes) seal(node.below);
}

function findNode(level: Level, text: string, start: number, end: number): Node | undefined {
  for (const node of level.nodes) {
    if (node.key.length === end - start && text.startsWith(node.key, start)) return node;
  }
  return undefined;
}
