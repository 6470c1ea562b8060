/** A whole answer, within its size limit. */

/** The body is not what it should be; it is asked for again. */
export class BadBody extends Error {}

export class Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
  private parsed: unknown;
  private isParsed = false;

  constructor(status: number, headers: Headers, body: Buffer) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  get text(): string {
    return this.body.toString('utf8');
  }

  /** @throws BadBody */
  get json(): unknown {
    if (!this.isParsed) {
      try {
        this.parsed = JSON.parse(this.text);
      } catch {
        throw new BadBody('its answer is no whole JSON');
      }
      this.isParsed = true;
    }
    return this.parsed;
  }

  /** Value at a path of object keys; undefined where the answer is no JSON or has no such place. */
  at(...path: readonly string[]): unknown {
    try {
      return valueAt(this.json, path);
    } catch {
      return undefined;
    }
  }

  /** Text at a path; '' where there is none. */
  word(...path: readonly string[]): string {
    return wordOf(this.at(...path));
  }

  /** The records of a page. @throws BadBody where there is no list */
  list(...path: readonly string[]): readonly unknown[] {
    void this.json;
    const value = this.at(...path);
    if (!Array.isArray(value)) throw new BadBody(`its answer has no list ${path.join('.') || 'of records'}`);
    return value;
  }

  /** Target of `Link: <url>; rel="next"` (RFC 8288). */
  get nextLink(): string | null {
    return /<([^<>]+)>\s*;[^,<]*\brel="?next"?/.exec(this.headers.get('link') ?? '')?.[1] ?? null;
  }
}

/** Text at a path inside a record; '' where there is none. */
export function fieldOf(record: unknown, ...path: readonly string[]): string {
  return wordOf(valueAt(record, path));
}

/** Members of a list; none where it is no list. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function valueAt(root: unknown, path: readonly string[]): unknown {
  let value = root;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

function wordOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
