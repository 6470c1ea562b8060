import { useMemo } from 'react';
import { useConnectedApps } from '../../../data/activities.ts';
import { useAppDetail } from '../../../data/catalog.ts';
import { PanelTabs } from '../../../kit/panel/panel-tabs.tsx';
import { SidePanel } from '../../../kit/panel/side-panel.tsx';
import { AppIcon } from '../../../kit/risk/app-icon.tsx';
import { Answer } from '../../../kit/state/answer.tsx';
import { BoneBlock, BoneLines } from '../../../kit/state/late.tsx';
import type { PanelItem } from '../../../state/panels.ts';
import { EvidenceTab } from '../evidence/evidence-tab.tsx';
import { ScopeLine } from '../scope-line.tsx';
import { UsageTab } from '../usage/usage-tab.tsx';
import { useEntityUsage } from '../use-entity-usage.ts';
import { ActivitiesTab } from './activities-tab.tsx';
import { AppHeader } from './app-header.tsx';
import { CorrectionsTab } from './corrections-tab.tsx';
import { FactorsTab } from './factors-tab.tsx';
import { OverviewTab } from './overview-tab.tsx';
import '../entity.css';

/** Everything about one app: its score and why, its use, and the lines behind it. */
export function AppPanel({ item }: { readonly item: PanelItem }) {
  const detail = useAppDetail(item.key);
  const usage = useEntityUsage('app', item.key);
  const connected = useConnectedApps().data?.find(({ app }) => app === item.key);
  const subject = useMemo(() => ({ app: item.key }), [item.key]);
  const name = detail.data?.name ?? item.title;
  // Hosts that were seen are better marks than the catalog's domains, which may hold wildcards.
  const terms = useMemo(
    () => [
      ...(usage.data?.hosts.map((host) => host.key) ?? []),
      ...(detail.data?.domains ?? []).filter((one) => !one.includes('*')),
    ],
    [usage.data, detail.data],
  );
  return (
    <SidePanel
      item={item}
      kind="App"
      title={
        <span className="uc-appcell">
          <AppIcon id={item.key} name={name} size={26} />
          {name}
        </span>
      }
      header={
        <Answer question={detail} loading={<BoneBlock height={150} />}>
          {(app) => <AppHeader app={app} />}
        </Answer>
      }
    >
      <ScopeLine usage={usage} />
      <PanelTabs
        item={item}
        tabs={[
          {
            id: 'overview',
            title: 'Overview',
            content: () => (
              <Answer question={detail} loading={<BoneLines lines={14} />}>
                {(app) => (
                  <Answer question={usage} loading={<BoneLines lines={14} />}>
                    {(data) => <OverviewTab app={app} usage={data} zone={usage.zone} />}
                  </Answer>
                )}
              </Answer>
            ),
          },
          {
            id: 'factors',
            title: 'Factors',
            content: () => (
              <Answer question={detail} loading={<BoneLines lines={14} />}>
                {(app) => <FactorsTab app={app} />}
              </Answer>
            ),
          },
          {
            id: 'corrections',
            title: 'Decisions',
            content: () => (
              <Answer question={detail} loading={<BoneLines lines={14} />}>
                {(app) => <CorrectionsTab app={app} />}
              </Answer>
            ),
          },
          {
            id: 'usage',
            title: 'Usage',
            content: () => (
              <Answer question={usage} loading={<BoneLines lines={14} />}>
                {(data) => <UsageTab usage={data} zone={usage.zone} />}
              </Answer>
            ),
          },
          ...(connected !== undefined
            ? [
                {
                  id: 'activities',
                  title: 'Activities',
                  content: () => (
                    <ActivitiesTab
                      app={item.key}
                      name={connected.appName}
                      from={usage.scope.from}
                      to={usage.scope.to}
                    />
                  ),
                },
              ]
            : []),
          {
            id: 'evidence',
            title: 'Evidence',
            content: () => <EvidenceTab scope={usage.scope} subject={subject} terms={terms} />,
          },
        ]}
      />
    </SidePanel>
  );
}
