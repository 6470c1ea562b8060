import type { ReactNode } from 'react';
import type { Usage } from '../../../../core/contract/discovery.ts';
import { formatBytes, formatCount, formatShare } from '../../../kit/format.ts';
import { Missing, WHY_MISSING } from '../../../kit/missing.tsx';
import { When } from '../../../kit/when.tsx';

/** The sums of one thing's use. */
export function UsageFigures({ usage }: { readonly usage: Usage }) {
  const { totals, known, kind } = usage;
  const bytes = (id: 'bytesTotal' | 'bytesSent' | 'bytesReceived'): ReactNode =>
    totals[id] === null ? (
      <Missing why={WHY_MISSING[id]} />
    ) : (
      <>
        {formatBytes(totals[id])}
        <KnownPart share={known[id]} />
      </>
    );
  return (
    <dl className="uc-figures">
      <Figure title="Traffic">{bytes('bytesTotal')}</Figure>
      <Figure title="Upload">{bytes('bytesSent')}</Figure>
      <Figure title="Download">{bytes('bytesReceived')}</Figure>
      <Figure title="Requests">{formatCount(totals.transactions)}</Figure>
      <Figure title="Blocked">
        {known.action === 0 ? (
          <Missing why="None of these lines says whether it was allowed or blocked." />
        ) : (
          <>
            {formatCount(totals.blocked)}
            {totals.transactions > 0 && (
              <span className="uc-figures__part"> {formatShare(totals.blocked / totals.transactions)}</span>
            )}
          </>
        )}
      </Figure>
      {kind !== 'app' && (kind !== 'host' || totals.apps > 0) && (
        <Figure title="Apps">{formatCount(totals.apps)}</Figure>
      )}
      {kind !== 'user' && (
        <Figure title="Users">
          {known.user === 0 ? <Missing why="None of these lines names a user." /> : formatCount(totals.users)}
        </Figure>
      )}
      {kind !== 'source' && (
        <Figure title="Sources">
          {known.source === 0 ? (
            <Missing why="None of these lines names a source address." />
          ) : (
            formatCount(totals.sources)
          )}
        </Figure>
      )}
      {kind !== 'device' && (
        <Figure title="Devices">
          {totals.devices === 0 ? <Missing why="None of these lines names a device." /> : formatCount(totals.devices)}
        </Figure>
      )}
      {kind !== 'host' && <Figure title="Hosts">{formatCount(totals.hosts)}</Figure>}
      {usage.network !== null && (
        <Figure title="Off the network">
          {formatCount(usage.network.off.transactions)}
          <span className="uc-figures__part"> of {formatCount(totals.transactions)} requests</span>
        </Figure>
      )}
      <Figure title="First seen">
        <When at={usage.firstSeen} />
      </Figure>
      <Figure title="Last seen">
        <When at={usage.lastSeen} />
      </Figure>
    </dl>
  );
}

function Figure({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd className="uc-num">{children}</dd>
    </div>
  );
}

function KnownPart({ share }: { readonly share: number | null }) {
  if (share === null || share >= 1) return null;
  return <span className="uc-figures__part"> known for {formatShare(share)}</span>;
}
