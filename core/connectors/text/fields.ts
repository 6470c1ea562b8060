/** A record in the making: what stands in a line under its vendor's names. */

export type TextFields = Record<string, string>;

/** Longer names are no names. */
const LONGEST_NAME = 100;
/** A line of more fields is nobody's record. */
const MOST_FIELDS = 500;

export class FieldSet {
  readonly fields: TextFields = Object.create(null);
  private count = 0;

  /** Takes a field unless it is blank or there already: the first says it. */
  put(name: string, value: string): void {
    if (name === '' || value === '' || name.length > LONGEST_NAME || this.count >= MOST_FIELDS) return;
    if (this.fields[name] !== undefined) return;
    this.fields[name] = value;
    this.count++;
  }

  get size(): number {
    return this.count;
  }
}
