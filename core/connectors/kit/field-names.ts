/**
 * What the names of a record's fields say by themselves. Most records of a log have the names of one before, in the same order: which paths lead
 * nowhere is then found out once, not record by record. In: the names. Out: what is known of them.
 * Guarantee: memory is bounded, whatever names a log makes up.
 */
import { compilePath, type Path } from './source-record.ts';

/** Of lists with as many names so many are remembered. */
const KEPT = 4;
/** Longer lists, and those of longer names, are nobody's records. */
const MOST_NAMES = 96;
const MOST_CHARACTERS = 4096;
/** Paths that are remembered: connectors ask for fewer. */
const MOST_PATHS = 512;

export class FieldNames {
  readonly names: readonly string[];
  /** Whether such a record is neither an envelope nor under names that a table gave it: kept by whoever looks (`unwrap.ts`). */
  isBare: boolean | undefined;
  private readonly lacked = new Map<string, boolean>();
  private readonly lackedAll = new Map<readonly string[], boolean>();
  private readonly held = new Map<readonly Path[], readonly Path[]>();

  constructor(names: readonly string[]) {
    this.names = names;
  }

  /** True where no record of these names can have a value at the path. */
  lacks(path: string): boolean {
    const known = this.lacked.get(path);
    if (known !== undefined) return known;
    const lacks = this.lacksPath(compilePath(path));
    if (this.lacked.size < MOST_PATHS) this.lacked.set(path, lacks);
    return lacks;
  }

  /** Those of the paths that may have a value. @param paths a list that is asked for again and again */
  among(paths: readonly Path[]): readonly Path[] {
    const known = this.held.get(paths);
    if (known !== undefined) return known;
    const held = paths.filter((path) => !this.lacksPath(path));
    if (this.held.size < MOST_PATHS) this.held.set(paths, held);
    return held;
  }

  /** True where no record of these names can have a value at any of the paths. @param paths as for `among` */
  lacksAll(paths: readonly string[]): boolean {
    const known = this.lackedAll.get(paths);
    if (known !== undefined) return known;
    const lacks = paths.every((path) => this.lacks(path));
    if (this.lackedAll.size < MOST_PATHS) this.lackedAll.set(paths, lacks);
    return lacks;
  }

  private lacksPath({ text, steps }: Path): boolean {
    const first = steps[0]?.key ?? '';
    return first !== '' && !this.names.includes(first) && !this.names.includes(text);
  }
}

/** Lists of names seen of late, by how many names they have. */
const seen: FieldNames[][] = [];
let turn = 0;

/** @param names of a record's fields, in its order. @returns undefined for those that were not met before */
export function fieldNames(names: readonly string[]): FieldNames | undefined {
  if (names.length > MOST_NAMES) return undefined;
  const alike = seen[names.length] ?? [];
  for (const one of alike) if (isSame(one.names, names)) return one;
  if (names.reduce((sum, name) => sum + name.length, 0) > MOST_CHARACTERS) return undefined;
  alike[alike.length < KEPT ? alike.length : turn++ % KEPT] = new FieldNames(names);
  seen[names.length] = alike;
  return undefined;
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}
