import { doubled } from '../kit/doubled.ts';

/** The workspace's ids of names by those that one parser gave them; index 0 stays 0, "unknown". */
export class LocalIds {
  private ids = new Uint32Array(1024);
  private next = 1;

  /** @param first what the parser calls the first of them; 1 where it counts anew. Absent: the one behind the last */
  extend(ids: readonly number[], first = this.next): void {
    this.next = first + ids.length;
    while (this.next > this.ids.length) this.ids = doubled(this.ids);
    this.ids.set(ids, first);
  }

  mapInPlace(column: Uint32Array): void {
    const ids = this.ids;
    for (let i = 0; i < column.length; i++) {
      column[i] = ids[column[i] ?? 0] ?? 0;
    }
  }
}
