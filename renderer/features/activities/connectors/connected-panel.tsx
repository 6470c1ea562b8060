import { IconCheck, IconMinus } from '@tabler/icons-react';
import type { ConnectedApp } from '../../../../core/contract/connectors.ts';
import { useAvailableConnectors, useConnectedApps } from '../../../data/activities.ts';
import { useOpenWorkspace } from '../../../data/workspace.ts';
import { allOf } from '../../../kit/filter/conditions.ts';
import { formatCount, formatDuration, plural } from '../../../kit/format.ts';
import { Logged } from '../../../kit/logged.tsx';
import { type PanelTab, PanelTabs } from '../../../kit/panel/panel-tabs.tsx';
import { SidePanel } from '../../../kit/panel/side-panel.tsx';
import { AppIcon } from '../../../kit/risk/app-icon.tsx';
import { TagBadge } from '../../../kit/risk/tag-badge.tsx';
import { useTagging } from '../../../kit/risk/use-tagging.ts';
import { Answer } from '../../../kit/state/answer.tsx';
import { BoneLines } from '../../../kit/state/late.tsx';
import { When } from '../../../kit/when.tsx';
import { type PanelItem, usePanels } from '../../../state/panels.ts';
import { goToLog } from '../around.ts';
import { Figure } from '../panel/insight.tsx';
import { ABILITIES, doubtsOf } from './ability-words.ts';
import { filterOf } from './connected-table.tsx';
import { ConnectionList } from './connection-list.tsx';
import { HowTo } from './connector-panel.tsx';
import { Coverage } from './coverage.tsx';
import { IngestionList } from './ingestion-list.tsx';
import type { JoinedApp } from './joined-apps.ts';
import { StatusMark } from './status-mark.tsx';
import { useJoinedApps } from './use-joined-apps.ts';

/** One connected app: what its log gives and what it does not, its imports, its gaps. */
export function ConnectedPanel({ item }: { readonly item: PanelItem }) {
  const connected = useConnectedApps();
  const row = useJoinedApps()?.find(({ key }) => key === item.key);
  const app = row?.connected ?? null;
  return (
    <SidePanel
      item={item}
      kind="Connected app"
      title={
        <span className="uc-appcell">
          {row !== undefined && <AppIcon id={row.app} name={row.appName} size={26} />}
          <Logged text={row?.appName ?? item.title} />
        </span>
      }
      header={row !== undefined && <Head row={row} />}
    >
      <Answer question={connected} loading={<BoneLines lines={14} />}>
        {() =>
          row === undefined ? (
            <p className="uc-scopeline">Its imports were removed: nothing of this app is connected any more.</p>
          ) : (
            <PanelTabs item={item} tabs={tabsOf(row, app)} />
          )
        }
      </Answer>
    </SidePanel>
  );
}

function tabsOf(row: JoinedApp, app: ConnectedApp | null): PanelTab[] {
  const { connections } = row;
  return [
    ...(app === null ? [] : [{ id: 'overview', title: 'Overview', content: () => <Overview app={app} /> }]),
    ...(connections.length === 0
      ? []
      : [
          {
            id: 'connection',
            title: plural(connections.length, 'API connection'),
            content: () => <ConnectionList connections={connections} />,
          },
        ]),
    ...(app === null
      ? []
      : [
          {
            id: 'imports',
            title: `Imports (${formatCount(app.ingestions.length)})`,
            content: () => <IngestionList app={app} />,
          },
          { id: 'howto', title: 'Get more of it', content: () => <MoreOfIt id={app.connector} /> },
        ]),
  ];
}

function Head({ row }: { readonly row: JoinedApp }) {
  const { connected: app } = row;
  const open = usePanels((state) => state.open);
  return (
    <div className="uc-connhead">
      <StatusMark app={row} />
      {app !== null && <TagBadge tag={app.tag} />}
      {app?.inCatalog === true && app.tag === null && <SanctionIt app={app} />}
      {(app === null || app.inCatalog) && (
        <button
          type="button"
          className="uc-textlink"
          onClick={() => open({ kind: 'app', key: row.app, title: row.appName })}
        >
          Catalog entry and traffic
        </button>
      )}
      {app !== null && (
        <button type="button" className="uc-textlink" onClick={() => goToLog(filterOf(app))}>
          Its activities
        </button>
      )}
    </div>
  );
}

/** Connecting an app sanctions it; where the tag was taken away since, it is one click to give it again. */
function SanctionIt({ app }: { readonly app: ConnectedApp }) {
  const tag = useTagging();
  return useOpenWorkspace()?.readOnly === false ? (
    <button
      type="button"
      className="uc-textlink"
      onClick={() => tag([{ id: app.app, name: app.appName }], 'sanctioned')}
    >
      Sanction it in discovery
    </button>
  ) : null;
}

function Overview({ app }: { readonly app: ConnectedApp }) {
  const doubts = doubtsOf(app);
  return (
    <div className="uc-tabbody">
      {doubts.length > 0 && <p className="uc-first">{doubts.join(' · ')}</p>}
      <dl className="uc-figures">
        <Figure title="Activities" value={app.activities} onOpen={() => goToLog(filterOf(app))} />
        <Figure title="Accounts" value={app.accounts} />
        <Figure title="IP addresses" value={app.addresses} />
        <div>
          <dt>First activity</dt>
          <dd>
            <When at={app.first} />
          </dd>
        </div>
        <div>
          <dt>Last activity</dt>
          <dd>
            <When at={app.last} />
          </dd>
        </div>
        <div>
          <dt>First import</dt>
          <dd>
            <When at={app.connected} />
          </dd>
        </div>
      </dl>
      {app.instance !== null && (
        <p className="uc-scopeline">
          Instance <Logged text={app.instance} />, read by {app.connectorTitle}
        </p>
      )}
      <section>
        <h3 className="uc-sectionhead">What this data gives</h3>
        <ul className="uc-abilities">
          {ABILITIES.map(([ability, title, filter]) => {
            const found = app.abilities.find((one) => one.ability === ability);
            return (
              <li key={ability} data-given={found !== undefined || undefined}>
                {found === undefined ? (
                  <IconMinus size={14} aria-label="None" role="img" />
                ) : (
                  <IconCheck size={14} aria-label="Given" role="img" />
                )}
                <span>{title}</span>
                {found !== undefined && (
                  <button
                    type="button"
                    className="uc-textlink uc-num"
                    aria-label={`${formatCount(found.activities)} activities: ${title}`}
                    onClick={() => goToLog(allOf(filterOf(app), filter))}
                  >
                    {formatCount(found.activities)}
                  </button>
                )}
              </li>
            );
          })}
        </ul>
      </section>
      <Coverage app={app} />
      <section>
        <h3 className="uc-sectionhead">Fields</h3>
        <p className="uc-scopeline">Its records say: {app.fields.join(', ') || 'nothing of what screens show'}.</p>
        {app.missing.length > 0 && <p className="uc-scopeline">None of them says: {app.missing.join(', ')}.</p>}
      </section>
      {app.gaps.length > 0 && <Gaps app={app} />}
    </div>
  );
}

function Gaps({ app }: { readonly app: ConnectedApp }) {
  return (
    <section>
      <h3 className="uc-sectionhead">Hours without events</h3>
      <p className="uc-scopeline">
        Longer than this app’s usual pauses: either nobody worked, or a part of the log is missing.
      </p>
      <ul className="uc-toplist">
        {app.gaps.map(({ from, to }) => (
          <li key={from}>
            <span>
              <When at={from} /> – <When at={to} />
            </span>
            <span className="uc-num">{formatDuration(to - from)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function MoreOfIt({ id }: { readonly id: string }) {
  const connectors = useAvailableConnectors();
  const connector = connectors.data?.find((one) => one.id === id);
  return connector === undefined ? (
    <p className="uc-scopeline">Undercast no longer has the connector that read these records.</p>
  ) : (
    <HowTo connector={connector} />
  );
}
