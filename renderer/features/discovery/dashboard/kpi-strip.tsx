import type { ReactNode } from 'react';
import { allOf } from '../../../kit/filter/conditions.ts';
import { formatBytes, formatCount, formatShare, MISSING } from '../../../kit/format.ts';
import { Missing, WHY_MISSING } from '../../../kit/missing.tsx';
import { goToTable } from '../go.ts';
import { type Change, changeOf, type Kpis, pointsOf, shareOf } from './kpi-model.ts';
import type { CardModel } from './use-dashboard-model.ts';

const BYTES_FIRST = { column: 'bytesTotal', direction: 'desc' } as const;

/** The figures of the whole scope, each with the period before beside it and a way to its rows. */
export function KpiStrip({ model }: { readonly model: CardModel }) {
  const { kpis, previous, known } = model.data;
  const { filter } = model;
  const unmatched = shareOf(kpis, 'unmatched');
  const blocked = known.action === 0 ? null : shareOf(kpis, 'blocked');
  // Where the data begin, there is no period before to compare with.
  const against = (compare: (before: Kpis) => Change | null) => (previous === null ? undefined : compare(previous));
  return (
    <ul className="uc-kpis" aria-label="Key figures" data-devices={(known.device ?? 0) > 0 || undefined}>
      <Kpi
        title="Apps"
        value={formatCount(kpis.apps)}
        change={against((before) => changeOf(kpis.apps, before.apps, formatCount))}
        onOpen={() => goToTable('apps', filter)}
      />
      <Kpi
        title="Users"
        value={known.user === 0 ? <Missing why="None of these lines names a user." /> : formatCount(kpis.users)}
        change={against((before) => changeOf(kpis.users, before.users, formatCount))}
        onOpen={() => goToTable('users', filter)}
      />
      <Kpi
        title="Sources"
        value={
          known.source === 0 ? <Missing why="None of these lines names a source address." /> : formatCount(kpis.sources)
        }
        change={against((before) => changeOf(kpis.sources, before.sources, formatCount))}
        onOpen={() => goToTable('sources', filter)}
      />
      {(known.device ?? 0) > 0 && (
        <Kpi
          title="Devices"
          value={formatCount(kpis.devices)}
          change={against((before) => changeOf(kpis.devices, before.devices, formatCount))}
          onOpen={() => goToTable('devices', filter)}
        />
      )}
      <Kpi
        title="Traffic"
        value={kpis.bytesTotal === null ? <Missing why={WHY_MISSING.bytesTotal} /> : formatBytes(kpis.bytesTotal)}
        known={<Known word="Traffic (both directions)" share={known.bytesTotal} />}
        detail={
          <>
            <Flow arrow="↑" word="Upload" bytes={kpis.bytesSent} known={known.bytesSent} why={WHY_MISSING.bytesSent} />
            <Flow
              arrow="↓"
              word="Download"
              bytes={kpis.bytesReceived}
              known={known.bytesReceived}
              why={WHY_MISSING.bytesReceived}
            />
          </>
        }
        change={against((before) => changeOf(kpis.bytesTotal, before.bytesTotal, formatBytes))}
        onOpen={() => goToTable('apps', filter, BYTES_FIRST)}
      />
      <Kpi
        title="Unmatched"
        of={unmatched.of}
        value={unmatched.share === null ? <Missing why="There are no requests." /> : formatShare(unmatched.share)}
        change={against((before) => pointsOf(unmatched.share, shareOf(before, 'unmatched', unmatched.of).share))}
        onOpen={() => goToTable('unmatched', filter)}
      />
      <Kpi
        title="Blocked"
        of="requests"
        value={
          blocked === null || blocked.share === null ? (
            <Missing why="None of these lines says whether it was allowed or blocked." />
          ) : (
            formatShare(blocked.share)
          )
        }
        change={against((before) =>
          blocked === null ? null : pointsOf(blocked.share, shareOf(before, 'blocked').share),
        )}
        onOpen={() => goToTable('apps', allOf(filter, 'action:blocked'))}
      />
    </ul>
  );
}

function Kpi(props: {
  readonly title: string;
  readonly value: ReactNode;
  /** What the value is a share of. */
  readonly of?: 'traffic' | 'requests';
  /** Of how many of the requests the value is the sum, where not of all. */
  readonly known?: ReactNode;
  readonly detail?: ReactNode;
  /** Null where one of both is unknown, undefined where nothing is compared. */
  readonly change: Change | null | undefined;
  readonly onOpen: () => void;
}) {
  const { change } = props;
  return (
    <li className="uc-kpi">
      <button type="button" className="uc-kpi__open" onClick={props.onOpen}>
        <span className="uc-kpi__title">{props.title}</span>
        <span className="uc-kpi__value uc-num">
          {props.value}
          {props.of !== undefined && <span className="uc-kpi__known"> of {props.of}</span>}
        </span>
      </button>
      {props.known}
      {props.detail !== undefined && <span className="uc-kpi__detail uc-num">{props.detail}</span>}
      {change !== undefined && (
        <span
          data-tip={change === null ? 'The period before does not say.' : change.words}
          className="uc-kpi__change uc-num"
        >
          {change === null ? `before: ${MISSING}` : `${change.sign} · before: ${change.before}`}
        </span>
      )}
    </li>
  );
}

function Flow(props: {
  readonly arrow: string;
  readonly word: string;
  readonly bytes: number | null;
  readonly known: number | null;
  readonly why: string;
}) {
  return (
    <span className="uc-kpi__flow">
      <span aria-hidden>{props.arrow}</span>
      <span className="uc-sr">{props.word}</span>{' '}
      {props.bytes === null ? <Missing why={props.why} /> : formatBytes(props.bytes)}
      <Known word={props.word} share={props.known} />
    </span>
  );
}

function Known({ word, share }: { readonly word: string; readonly share: number | null }) {
  if (share === null || share <= 0 || share >= 1) return null;
  return (
    <span data-tip={`${word} is known for ${formatShare(share)} of requests.`} className="uc-kpi__known">
      {' '}
      ({formatShare(share)} known)
    </span>
  );
}
