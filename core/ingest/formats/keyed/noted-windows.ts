/** Values of a line that a format looks at itself, as windows of its bytes, by their place in its list of keys; of several the last counts. */
export class NotedWindows {
  private readonly froms: Int32Array;
  private readonly tos: Int32Array;

  constructor(count: number) {
    this.froms = new Int32Array(count);
    this.tos = new Int32Array(count);
  }

  begin(): void {
    this.froms.fill(0);
    this.tos.fill(0);
  }

  take(note: number, from: number, to: number): void {
    this.froms[note] = from;
    this.tos[note] = to;
  }

  from(note: number): number {
    return this.froms[note] ?? 0;
  }

  /** Where `from` is when the line has no such value. */
  to(note: number): number {
    return this.tos[note] ?? 0;
  }
}
