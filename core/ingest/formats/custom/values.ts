/**
 * In: a line taken apart by one of the layouts. Out: for each slot (a column, key, path or group that the mapping names) its window.
 * One instance serves many lines; nothing is copied unless an escape has to be undone.
 */
export class Values {
  readonly texts: string[];
  readonly starts: Int32Array;
  readonly ends: Int32Array;

  constructor(slots: number) {
    this.texts = new Array<string>(slots).fill('');
    this.starts = new Int32Array(slots);
    this.ends = new Int32Array(slots);
  }

  clear(): void {
    this.starts.fill(0);
    this.ends.fill(0);
  }

  /** The first value of a slot counts; blanks around it are dropped. */
  set(slot: number, text: string, start: number, end: number): void {
    if (this.ends[slot] !== this.starts[slot]) return;
    let from = start;
    let stop = end;
    while (from < stop && text.charCodeAt(from) <= 32) from++;
    while (stop > from && text.charCodeAt(stop - 1) <= 32) stop--;
    this.texts[slot] = text;
    this.starts[slot] = from;
    this.ends[slot] = stop;
  }

  text(slot: number): string {
    return this.texts[slot] ?? '';
  }

  start(slot: number): number {
    return this.starts[slot] ?? 0;
  }

  end(slot: number): number {
    return this.ends[slot] ?? 0;
  }

  /** The slot's value as text; '' for none and for the placeholder `-`. */
  get(slot: number): string {
    return this.isBlank(slot) ? '' : this.text(slot).substring(this.start(slot), this.end(slot));
  }

  /** Missing, empty, or a lone `-`. */
  isBlank(slot: number): boolean {
    const start = this.start(slot);
    const length = this.end(slot) - start;
    return length <= 0 || (length === 1 && this.text(slot).charCodeAt(start) === 45);
  }
}
