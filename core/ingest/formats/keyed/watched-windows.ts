/**
 * In: the line whose values were found last, and which of them each watched path leads to. Out: where these stand.
 * For formats whose judgement takes a name out of a value.
 */
import { type JsonLayout, PLAIN, valueEnds, valueEscapes, valueStarts } from './json-layout.ts';
import { isNullAt } from './json-values.ts';

/** A path that a line does not have, and one that leads to several of its values, of which the first that says something counts. */
const MISSING = -1;
const SEVERAL = -2;

export class WatchedWindows {
  private readonly places: Int32Array;
  private readonly isText: readonly boolean[];

  /** @param uses which values the paths of a layout lead to; -1 for a list */
  constructor(count: number, layout: JsonLayout, uses: Iterable<readonly [value: number, watch: number]>) {
    this.places = new Int32Array(count).fill(MISSING);
    this.isText = layout.isText;
    for (const [value, watch] of uses) {
      if (watch >= 0) this.places[watch] = value >= 0 && this.places[watch] === MISSING ? value : SEVERAL;
    }
  }

  /** The line has one value at the path, without escapes, or none. */
  isPlain(bytes: Uint8Array, watch: number): boolean {
    const place = this.places[watch] ?? MISSING;
    return place === MISSING || (place >= 0 && (!this.has(bytes, watch) || valueEscapes[place] === PLAIN));
  }

  has(bytes: Uint8Array, watch: number): boolean {
    const place = this.places[watch] ?? MISSING;
    return place >= 0 && (this.isText[place] === true || !isNullAt(bytes, this.from(watch), this.to(watch)));
  }

  from(watch: number): number {
    return valueStarts[this.places[watch] ?? 0] ?? 0;
  }

  to(watch: number): number {
    return valueEnds[this.places[watch] ?? 0] ?? 0;
  }
}
