import type { ImportSummary } from '../../../core/contract/imports.ts';
import { countedReasons, TRUNCATED } from '../../../core/model/reason-text.ts';
import { formatCount, formatShare, plural } from '../../kit/format.ts';
import { SmallHead } from '../../kit/table/small-head.tsx';
import { WideTable } from '../../kit/wide-table.tsx';

type Summed = NonNullable<ImportSummary['ledger']>;
type Counts = Pick<Summed, 'read' | 'parsed' | 'rejected' | 'skipped' | 'blank' | 'duplicates' | 'stored'>;

/** The two sums that must come out: every line read is parsed, rejected, skipped or blank; stored is parsed less duplicates. */
export function LedgerView({ ledger }: { readonly ledger: Summed }) {
  const cutFiles = ledger.reasons[TRUNCATED] ?? 0;
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
      {cutFiles > 0 && (
        <p>
          Probably truncated: {plural(cutFiles, 'file')} {cutFiles === 1 ? 'holds' : 'hold'} exactly as many records as
          exporters stop at without saying so. Export a shorter span of time again.
        </p>
      )}
      <ReasonTable
        title="Why lines were rejected or skipped"
        reasons={countedReasons(ledger.reasons)}
        read={ledger.read}
      />
      <ReasonTable
        title="Lines that count, and how"
        reasons={countedReasons(ledger.reasons, 'counted')}
        read={ledger.read}
      />
    </div>
  );
}

function ReasonTable(props: {
  readonly title: string;
  readonly reasons: ReturnType<typeof countedReasons>;
  readonly read: number;
}) {
  const { title, reasons, read } = props;
  if (reasons.length === 0) return null;
  return (
    <WideTable label={title}>
      <table className="uc-small">
        <caption>{title}</caption>
        <SmallHead
          columns={['Reason', { title: 'Lines', isFigure: true }, { title: 'Share of lines read', isFigure: true }]}
        />
        <tbody>
          {reasons.map(([words, count]) => (
            <tr key={words}>
              <td>{words}</td>
              <td data-align="right">{formatCount(count)}</td>
              <td data-align="right">{formatShare(read === 0 ? null : count / read)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
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
