import { Anchor, Button } from '@mantine/core';
import { IconShieldLock } from '@tabler/icons-react';
import { useState } from 'react';
import type { PrivacyState } from '../../../core/contract/privacy.ts';
import { shortText, visibleText } from '../../../core/kit/visible-text.ts';
import { actionWords } from '../../../core/model/governance-action.ts';
import { useGovernance } from '../../data/governance.ts';
import { usePrivacy } from '../../data/privacy.ts';
import { useWorkspace } from '../../data/workspace.ts';
import { formatBytes, formatCount, plural } from '../../kit/format.ts';
import { Logged } from '../../kit/logged.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { Answer } from '../../kit/state/answer.tsx';
import { EmptyState } from '../../kit/state/empty-state.tsx';
import { BoneLines } from '../../kit/state/late.tsx';
import { SmallTable } from '../../kit/table/small-table.tsx';
import { When } from '../../kit/when.tsx';
import { runCommand } from '../../state/commands.ts';
import { navigate } from '../../state/location.ts';
import { KeyCard } from './key-card.tsx';
import { LookUpCard } from './look-up-card.tsx';

/** Reveals shown here; the governance log has them all. */
const LATEST = 50;

/** Anonymised streams, the key that opens them, and who opened what. */
export function PrivacyPage() {
  const privacy = usePrivacy();
  const readOnly = useWorkspace().data?.readOnly !== false;
  return (
    <div className="uc-page__pad">
      <PageHeader
        title="Privacy"
        about="In an anonymised stream users and devices are tokens, and lines, rejected lines and file paths are sealed. Directory, exclusions, range names and name evidence are sealed, too. Counts and filters work as ever; addresses and hosts stay as they are."
      />
      <Answer question={privacy} loading={<BoneLines lines={10} height={40} />}>
        {(state) => (
          <div className="uc-privacy">
            <KeyCard state={state} readOnly={readOnly} />
            {state.users + state.devices > 0 && <LookUpCard state={state} readOnly={readOnly} />}
            <StreamsCard state={state} />
            <RevealsCard />
          </div>
        )}
      </Answer>
    </div>
  );
}

function StreamsCard({ state }: { readonly state: PrivacyState }) {
  if (state.streams.length === 0) {
    return (
      <EmptyState
        icon={IconShieldLock}
        title="There is no stream yet"
        action={<Button onClick={() => runCommand('imports.pick')}>Import logs</Button>}
      >
        Whether a stream is anonymised is chosen at its first import.
      </EmptyState>
    );
  }
  return (
    <section className="uc-card" aria-labelledby="privacy-streams">
      <h2 id="privacy-streams">Streams</h2>
      <SmallTable
        label="Table of streams"
        caption="Streams, and whether their names are tokens"
        columns={[
          'Stream',
          'Users and devices',
          { title: 'Imports', isFigure: true },
          { title: 'Sealed lines', isFigure: true },
        ]}
      >
        {state.streams.map((stream) => (
          <tr key={stream.id}>
            <th scope="row">{stream.name}</th>
            <td>{stream.anonymised ? 'Tokens' : 'Clear names'}</td>
            <td data-align="right">{formatCount(stream.imports)}</td>
            <td data-align="right">{stream.anonymised ? formatBytes(stream.sealed) : '–'}</td>
          </tr>
        ))}
      </SmallTable>
      {state.users + state.devices > 0 && (
        <p>
          {plural(state.users, 'user')} and {plural(state.devices, 'device')} shown as tokens.
        </p>
      )}
    </section>
  );
}

function RevealsCard() {
  const [all, setAll] = useState(false);
  const log = useGovernance('privacy.', LATEST);
  const rows = (log.data?.rows ?? []).filter((row) => row.action.startsWith('privacy.'));
  const shown = all ? rows : rows.slice(0, 10);
  return (
    <section className="uc-card" aria-labelledby="privacy-log">
      <h2 id="privacy-log">Who opened what</h2>
      {rows.length === 0 ? (
        <p>Nothing has been revealed yet.</p>
      ) : (
        <SmallTable
          label="Table of reveals"
          caption="Reveals and uses of the key, newest first"
          columns={['Time', 'Who', 'What', 'Of', 'Reason']}
        >
          {shown.map((row) => (
            <tr key={row.id}>
              <td>
                <When at={row.time} seconds />
              </td>
              <td>{shortText(row.actor)}</td>
              <td>{actionWords(row.action)}</td>
              <td>
                <Logged text={row.subject} mono />
              </td>
              <td>{typeof row.detail.reason === 'string' ? visibleText(row.detail.reason) : '–'}</td>
            </tr>
          ))}
        </SmallTable>
      )}
      <p>
        {rows.length > shown.length && (
          <Button size="compact-xs" variant="default" onClick={() => setAll(true)}>
            Show {formatCount(rows.length)}
          </Button>
        )}{' '}
        <Anchor component="button" type="button" inherit onClick={() => navigate('/governance')}>
          The whole governance log
        </Anchor>
      </p>
    </section>
  );
}
