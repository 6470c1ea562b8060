/** The ledger of a run of lines: read = parsed + rejected + skipped + blank, and stored = parsed − duplicates. */
export interface LineCounts {
  read: number;
  parsed: number;
  rejected: number;
  skipped: number;
  blank: number;
  duplicates: number;
  /** Rejects and skips by reason code, and what is to be said of lines that were counted. */
  reasons: Record<string, number>;
  /** Parsed lines by format id. */
  formats: Record<string, number>;
}

export function emptyCounts(): LineCounts {
  return { read: 0, parsed: 0, rejected: 0, skipped: 0, blank: 0, duplicates: 0, reasons: {}, formats: {} };
}

export function addCounts(into: LineCounts, from: LineCounts): void {
  into.read += from.read;
  into.parsed += from.parsed;
  into.rejected += from.rejected;
  into.skipped += from.skipped;
  into.blank += from.blank;
  into.duplicates += from.duplicates;
  addRecord(into.reasons, from.reasons);
  addRecord(into.formats, from.formats);
}

export function addRecord(into: Record<string, number>, from: Readonly<Record<string, number>>): void {
  for (const [key, count] of Object.entries(from)) {
    const sum = (into[key] ?? 0) + count;
    if (sum === 0) delete into[key];
    else into[key] = sum;
  }
}
