/**
 * In: the ledger of an audit log, and that of its kept records read again. Out: one ledger of the whole file.
 * Lines that were refused are not kept: what the first reading said of them goes on to stand, so that read = parsed + rejected +
 * skipped + blank stays true of the file.
 */
import type { FileLedger, Ledger } from '../../contract/imports.ts';
import { TRUNCATED } from '../../model/reason-text.ts';
import { sumLedger } from './file-ledger.ts';

export function withLostRefusals(before: Ledger, again: Ledger): Ledger {
  const fresh = new Map<string, FileLedger[]>();
  for (const file of again.files) fresh.set(file.path, [...(fresh.get(file.path) ?? []), file]);
  const files = before.files.map((old) => {
    const now = fresh.get(old.path)?.shift();
    return now === undefined ? old : joined(old, now);
  });
  const span = { from: secondOf(again.from), to: secondOf(again.to) };
  return sumLedger([...files, ...[...fresh.values()].flat()], span, again.seconds);
}

function joined(old: FileLedger, now: FileLedger): FileLedger {
  const records = now.parsed + now.rejected + now.skipped;
  const lost = Math.max(0, old.read - old.blank - records);
  const rejected = Math.min(old.rejected, lost);
  const skipped = Math.min(old.skipped, lost - rejected);
  return {
    ...now,
    rejected: now.rejected + rejected,
    skipped: now.skipped + skipped,
    blank: old.blank,
    read: records + rejected + skipped + old.blank,
    reasons: reasonsOf(old.reasons, now.reasons, rejected + skipped),
    alreadyImported: old.alreadyImported,
  };
}

/** The reasons of as many refusals as were lost; those that a kept line gave again are not lost. */
function reasonsOf(
  old: Readonly<Record<string, number>>,
  now: Readonly<Record<string, number>>,
  lost: number,
): Record<string, number> {
  const { [TRUNCATED]: remark, ...refusals } = old;
  const reasons = { ...now };
  let left = lost;
  let again = Object.values(refusals).reduce((sum, count) => sum + count, 0) - lost;
  for (const [reason, count] of Object.entries(refusals)) {
    const kept = Math.max(0, Math.min(again, now[reason] ?? 0, count));
    again -= kept;
    const gone = Math.min(left, count - kept);
    left -= gone;
    if (gone > 0) reasons[reason] = (reasons[reason] ?? 0) + gone;
  }
  if (remark !== undefined) reasons[TRUNCATED] = remark;
  return reasons;
}

function secondOf(iso: string | null): number | null {
  return iso === null ? null : Date.parse(iso) / 1000;
}
