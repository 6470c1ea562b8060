/**
 * In: the paths that a JSON format reads. Out: the names that may follow each other on the way to them, as bytes.
 * They are the same for every reader of one format, and made once for all of them.
 */
import { bytesOf } from '../shared/bytes.ts';
import { type FieldSpec, tableOf } from './field-table.ts';

/** What a key leads to: an entry of the table, a watched value, deeper names. */
export interface Step {
  /** The name as bytes. */
  readonly key: Uint8Array;
  entry: number;
  watch: number;
  node: Node | null;
}

const BUCKETS = 64;

/** The names that may follow a place in a path. */
export class Node {
  readonly steps: Step[] = [];
  private readonly heads = new Int16Array(BUCKETS).fill(-1);
  private readonly nexts: number[] = [];

  step(key: string): Step {
    const codes = bytesOf(key);
    const found = this.find(codes, 0, key.length);
    if (found) return found;
    const step: Step = { key: codes, entry: -1, watch: -1, node: null };
    const bucket = bucketOf(codes, 0, key.length);
    this.nexts.push(this.heads[bucket] ?? -1);
    this.heads[bucket] = this.steps.length;
    this.steps.push(step);
    return step;
  }

  find(codes: Uint8Array, start: number, end: number): Step | null {
    const length = end - start;
    if (length < 1) return null;
    let at = this.heads[bucketOf(codes, start, end)] ?? -1;
    while (at >= 0) {
      const step = this.steps[at];
      if (step && isAt(step.key, codes, start, length)) return step;
      at = this.nexts[at] ?? -1;
    }
    return null;
  }
}

function isAt(key: Uint8Array, codes: Uint8Array, start: number, length: number): boolean {
  if (key.length !== length) return false;
  for (let i = 0; i < length; i++) if (codes[start + i] !== key[i]) return false;
  return true;
}

function bucketOf(codes: Uint8Array, start: number, end: number): number {
  return ((end - start) * 31 + (codes[start] ?? 0) * 7 + (codes[end - 1] ?? 0) * 3) & (BUCKETS - 1);
}

const known = new WeakMap<FieldSpec, WeakMap<readonly string[], Node>>();

/**
 * Where the ways to all paths begin; shared, for nobody changes it.
 * @param spec for each slot the paths that may fill it
 * @param watch further paths
 */
export function stepsFor(spec: FieldSpec, watch: readonly string[]): Node {
  const ofSpec = known.get(spec) ?? new WeakMap<readonly string[], Node>();
  known.set(spec, ofSpec);
  const made = ofSpec.get(watch) ?? makeSteps(spec, watch);
  ofSpec.set(watch, made);
  return made;
}

function makeSteps(spec: FieldSpec, watch: readonly string[]): Node {
  const root = new Node();
  const table = tableOf(spec);
  for (const key of table.allKeys()) {
    for (const step of stepsTo(root, key)) step.entry = table.find(key, 0, key.length);
  }
  for (const [index, path] of watch.entries()) for (const step of stepsTo(root, path)) step.watch = index;
  return root;
}

/** The steps that a path ends with: its names nested, joined, and every mix of the two. */
function stepsTo(root: Node, path: string): Step[] {
  const names = path.split('.');
  const ends: Step[] = [];
  const walk = (node: Node, from: number): void => {
    for (let to = from + 1; to <= names.length; to++) {
      const step = node.step(names.slice(from, to).join('.'));
      if (to === names.length) ends.push(step);
      else {
        step.node ??= new Node();
        walk(step.node, to);
      }
    }
  };
  walk(root, 0);
  return ends;
}
