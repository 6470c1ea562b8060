/**
 * Header lines of a log (`#Fields: …`, a CSV file's row of column names) in force at a place of it. A line replaces the earlier
 * one of the same name only: a `#Date:` or a remark in the middle of a file leaves `#Fields:` in force.
 */
const MAX_NAMES = 64;
/** Characters: a longer line is no directive. */
export const MAX_DIRECTIVE = 16_384;

/** `#fields` of `#Fields: date time` or of Zeek's `#fields<TAB>ts`; undefined for a line that is no directive. */
export function directiveName(line: string): string | undefined {
  return /^#[^:\t ]+(?=[:\t ])/.exec(line)?.[0].toLowerCase();
}

export class Directives {
  private readonly lines = new Map<string, string>();
  private header = '';

  /** @param prelude lines in force so far, each with a line end */
  constructor(prelude: string) {
    for (const line of prelude.split('\n')) {
      this.note(line);
    }
  }

  note(line: string): void {
    const name = directiveName(line);
    if (name === undefined) {
      return;
    }
    if (this.lines.has(name) || this.lines.size < MAX_NAMES) {
      this.lines.set(name, line);
    }
  }

  /** Notes a row of column names; it replaces the earlier one. */
  noteHeader(row: string): void {
    this.header = row;
  }

  /** Lines to read before the next one, each with a line end. */
  text(): string {
    let out = this.header === '' ? '' : `${this.header}\n`;
    for (const line of this.lines.values()) {
      out += `${line}\n`;
    }
    return out;
  }
}
