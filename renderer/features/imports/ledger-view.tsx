import type { ImportSummary } from '../../../core/contract/imports.ts';
import { reasonText } from '../../../core/model/reason-text.ts';
import { formatCount, formatShare } from '../../kit/format.ts';
import { SmallHead } from '../../kit/table/small-head.tsx';
import { WideTable } from '../../kit/wide-table.tsx';

type Summed = NonNullable<ImportSummary['ledger']>;
type Counts = Pick<Summed, 'read' | 'parsed' | 'rejected' | 'skipped' | 'blank' | 'duplicates' | 'stored'>;

/** The two sums that must come out: every line read is parsed, rejected, skipped or blank; stored is parsed less duplicates. */
export function LedgerView({ ledger }: { readonly ledger: Summed }) {
  const reasons = Object.entries(ledger.reasons).sort(([, a], [, b]) => b - a);
  return (
    <div className="uc-ledger">
      <div className="uc-ledger__sums">
        <Sum
          parts={[
            ['read', ledger.read, 'Lines of all files'],
            ['=', null, ''],
            ['parsed', ledger.parsed, 'Lines that are traffic'],
            ['+', null, ''],
            ['rejected', ledger.rejected, 'Lines that could not be read'],
            ['+', null, ''],
            ['skipped', ledger.skipped, 'Well formed, but no traffic: headers, comments, other messages'],
            ['+', null, ''],
            ['blank', ledger.blank, 'Empty lines'],
          ]}
        />
        <Sum
          parts={[
            ['stored', ledger.stored, 'Lines that the figures count'],
            ['=', null, ''],
            ['parsed', ledger.parsed, 'Lines that are traffic'],
            ['−', null, ''],
            ['duplicates', ledger.duplicates, 'Lines that an earlier import of this stream counted already'],
          ]}
        />
        {!isBalanced(ledger) && (
          <p className="uc-bad" role="alert">
            These sums do not come out. That is a fault of Undercast: please report it with this import’s files.
          </p>
        )}
      </div>
      {reasons.length > 0 && (
        <WideTable label="Table of reasons">
          <table className="uc-small">
            <caption>Why lines were rejected or skipped</caption>
            <SmallHead
              columns={['Reason', { title: 'Lines', isFigure: true }, { title: 'Share of lines read', isFigure: true }]}
            />
            <tbody>
              {reasons.map(([reason, count]) => (
                <tr key={reason}>
                  <td>{reasonText(reason)}</td>
                  <td data-align="right">{formatCount(count)}</td>
                  <td data-align="right">{formatShare(ledger.read === 0 ? null : count / ledger.read)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </WideTable>
      )}
    </div>
  );
}

export function isBalanced(counts: Counts): boolean {
  const { read, parsed, rejected, skipped, blank, duplicates, stored } = counts;
  return read === parsed + rejected + skipped + blank && stored === parsed - duplicates;
}

function Sum({ parts }: { readonly parts: readonly (readonly [string, number | null, string])[] }) {
  return (
    <dl className="uc-sum">
      {parts.map(([name, value, hint], at) =>
        value === null ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a fixed formula
          <span key={at} aria-hidden>
            {name}
          </span>
        ) : (
          <div key={name} title={hint}>
            <dt>{name}</dt>
            <dd>{formatCount(value)}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
