import type { PostureRow, SecureScoreFact } from '../../../../core/contract/posture.ts';
import { FINDING_WORDS, PROOF_WORDS } from '../../../../core/model/derived-words.ts';
import { useQuestion } from '../../../data/use-question.ts';
import { formatCount, formatShare } from '../../../kit/format.ts';
import { Logged } from '../../../kit/logged.tsx';
import type { Column } from '../../../kit/table/columns.ts';
import { When } from '../../../kit/when.tsx';
import { countColumn, Level, textColumn, timeColumn } from './cells.tsx';
import { DerivedPage } from './derived-page.tsx';
import { capital } from './derived-words.ts';
import { FromSnapshot } from './state-facts.tsx';

export const COLUMNS: readonly Column<PostureRow>[] = [
  textColumn('title', 'Finding', (row) => row.title, '', { width: 330, fixed: true }),
  textColumn('severity', 'Severity', (row) => capital(row.severity), '', {
    width: 96,
    least: 96,
    cell: (row) => <Level level={row.status === 'open' ? row.severity : 'none'} word={capital(row.severity)} />,
  }),
  textColumn('state', 'State', (row) => FINDING_WORDS[row.state], '', {
    width: 108,
    least: 108,
    hint: 'Not seen: logs or snapshots that would show it are there and do not. No data for it: nothing can be said.',
  }),
  textColumn('status', 'Status', (row) => (row.status === null ? null : capital(row.status)), 'Nothing was found.', {
    width: 100,
    least: 100,
    decision: true,
    hint: 'Accepted: for a reason that the finding has. Resolved: not seen for 30 days, while logs that would show it went on.',
  }),
  countColumn('affected', 'Affected', (row) => row.affected),
  textColumn('area', 'Area', (row) => row.area, '', { width: 132, least: 132, optional: 'narrow' }),
  textColumn('app', 'Apps', (row) => row.app.join(', '), 'None: it was not found.', { width: 190, least: 158 }),
  timeColumn('lastSeen', 'Last seen', (row) => row.lastSeen),
  textColumn('basis', 'Proven by', (row) => PROOF_WORDS[row.basis], '', {
    width: 104,
    optional: 'narrow',
  }),
  countColumn('events', 'Activities', (row) => row.events, { optional: 'narrow' }),
  timeColumn('snapshot', 'Snapshot of', (row) => row.snapshot, { optional: true }),
  timeColumn('firstSeen', 'First seen', (row) => row.firstSeen, { optional: true }),
];

/** What activities and snapshots prove of the security configuration of connected apps. */
export function PosturePage() {
  const scores = useQuestion('posture.listSecureScores', {}).data ?? [];
  return (
    <DerivedPage
      table="posture"
      title="Posture"
      noun={['finding', 'findings']}
      promise="This page will show what audit logs and snapshots prove of the security configuration of your cloud apps."
      columns={COLUMNS}
      keyOf={(row) => row.id}
      nameOf={(row) => row.title}
      panel="posture"
      sort={{ column: 'affected', direction: 'desc' }}
      example="severity:high and state:found"
      queries={[
        ['Open', 'status:open'],
        ['Open, high severity', 'status:open and severity:high'],
        ['Accepted', 'status:accepted'],
        ['Resolved', 'status:resolved'],
        ['As the tenant stands', 'state:found and basis:state'],
        ['What nothing imported would show', 'state:noLogs'],
      ]}
      about={scores.map((one) => <SecureScore key={one.from.id} fact={one} isOneOfMany={scores.length > 1} />)}
    />
  );
}

/** What Microsoft gives a tenant's configuration, of which day, and the snapshot that says so. */
function SecureScore({ fact, isOneOfMany }: { readonly fact: SecureScoreFact; readonly isOneOfMany: boolean }) {
  const { score, most, day, from } = fact;
  return (
    <div>
      Microsoft Secure Score{' '}
      {isOneOfMany && from.tenant !== '' && (
        <>
          of <Logged text={from.tenant} />{' '}
        </>
      )}
      <strong>
        {formatCount(score)} of {formatCount(most)} points
      </strong>{' '}
      ({formatShare(score / most)})
      {day !== null && (
        <>
          {' '}
          on <When at={day} />
        </>
      )}
      , from <FromSnapshot from={from} />
    </div>
  );
}
