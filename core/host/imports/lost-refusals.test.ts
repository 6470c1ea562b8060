import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { FileLedger } from '../../contract/imports.ts';
import { emptyCounts } from '../../ingest/slice/counts.ts';
import { fileLedger, sumLedger } from './file-ledger.ts';
import { withLostRefusals } from './lost-refusals.ts';

const FACTS = { format: 'm365-ual', bytes: 10, sha256: 'ab', encoding: 'utf-8', alreadyImported: false };
const REASONS = ['shape', 'time', 'no-connector'];

function file(parsed: number, blank: number, refused: readonly number[]): FileLedger {
  const counts = emptyCounts();
  const reasons = Object.fromEntries(REASONS.flatMap((reason, at) => (refused[at] ? [[reason, refused[at]]] : [])));
  const rejected = refused.reduce((sum, count) => sum + count, 0);
  return fileLedger('a.json', { ...counts, read: parsed + rejected + blank, parsed, rejected, blank, reasons }, FACTS);
}

const ledgerOf = (one: FileLedger) => sumLedger([one], { from: 1, to: 2 }, 1);

it('is what it was where the same lines are read the same way, whichever of the refused ones were kept', () => {
  const pair = fc.tuple(fc.nat(20), fc.nat(20));
  fc.assert(
    fc.property(fc.nat(50), fc.nat(9), pair, pair, pair, (parsed, blank, ...refused) => {
      // Refused in lines that are kept for what else is in them, and in lines that are not.
      const kept = refused.map(([one]) => one);
      const all = refused.map(([one, other]) => one + other);
      const before = ledgerOf(file(parsed, blank, all));
      const again = ledgerOf(file(parsed, 3, kept));
      const { files } = withLostRefusals(before, again);
      expect(files).toEqual(before.files);
    }),
  );
});

it('adds what newer connectors refuse, and keeps the remark of an export that was cut', () => {
  const before = file(10, 1, [5, 0, 0]);
  const cut = { ...before, reasons: { ...before.reasons, 'probably-truncated': 1 } };
  const [now] = withLostRefusals(ledgerOf(cut), ledgerOf(file(7, 0, [1, 2, 0]))).files;
  expect(now).toMatchObject({ read: 16, parsed: 7, rejected: 8, blank: 1 });
  expect(now?.reasons).toEqual({ shape: 6, time: 2, 'probably-truncated': 1 });
});
