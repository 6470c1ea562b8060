/**
 * Events on their way to the table, as ids and numbers. Taken together, their waits for memory overlap (`CellTable.fetch`): a cell is
 * far away more often than not, and what a line says is known long before.
 */

/** Few enough to stay near, many enough to wait for at once. */
const ROOM = 128;

export class EventQueue {
  count = 0;
  readonly hour = new Int32Array(ROOM);
  readonly dest = new Int32Array(ROOM);
  readonly user = new Int32Array(ROOM);
  readonly source = new Int32Array(ROOM);
  readonly device = new Int32Array(ROOM);
  readonly flags = new Int32Array(ROOM);
  readonly hash = new Int32Array(ROOM);
  readonly tx = new Float64Array(ROOM);
  readonly sent = new Float64Array(ROOM);
  readonly received = new Float64Array(ROOM);
  readonly total = new Float64Array(ROOM);
  readonly second = new Float64Array(ROOM);
  /** What was read to have cells brought near. */
  fetched = 0;

  get isFull(): boolean {
    return this.count === ROOM;
  }
}
