import { useMemo, useState } from 'react';
import { useQuestion } from '../../data/use-question.ts';
import { SidePanel } from '../../kit/panel/side-panel.tsx';
import { isToken, type PseudonymKind, RevealDialog } from '../../kit/privacy/reveal-dialog.tsx';
import { Answer } from '../../kit/state/answer.tsx';
import { BoneLines } from '../../kit/state/late.tsx';
import type { PanelItem } from '../../state/panels.ts';
import { EvidenceTab } from './evidence/evidence-tab.tsx';
import { type EntityKind, openOnTop } from './open.ts';
import { PanelTabs } from './panel-tabs.tsx';
import { RegularityTab } from './regularity-tab.tsx';
import { ScopeLine } from './scope-line.tsx';
import { UsageTab } from './usage/usage-tab.tsx';
import { useEntityUsage } from './use-entity-usage.ts';
import './entity.css';

interface Props {
  readonly item: PanelItem;
}

export function UserPanel({ item }: Props) {
  return <ThingPanel item={item} kind="user" word="User" />;
}
export function SourcePanel({ item }: Props) {
  return <ThingPanel item={item} kind="source" word="Source address" />;
}
export function DevicePanel({ item }: Props) {
  return <ThingPanel item={item} kind="device" word="Device" />;
}
export function HostPanel({ item }: Props) {
  return <ThingPanel item={item} kind="host" word="Host" />;
}

/** A user, source, device or host: what it used, and the lines that say so. */
function ThingPanel({
  item,
  kind,
  word,
}: Props & { readonly kind: Exclude<EntityKind, 'app'>; readonly word: string }) {
  const usage = useEntityUsage(kind, item.key);
  const subject = useMemo(() => ({ [kind]: item.key }), [kind, item.key]);
  return (
    <SidePanel
      item={item}
      kind={word}
      title={<span className="uc-mono uc-panelkey">{item.key}</span>}
      header={headerOf(kind, item.key)}
    >
      <ScopeLine usage={usage} />
      <PanelTabs
        item={item}
        tabs={[
          {
            id: 'usage',
            title: 'Usage',
            content: () => (
              <Answer question={usage} loading={<BoneLines lines={14} />}>
                {(data) => <UsageTab usage={data} zone={usage.zone} />}
              </Answer>
            ),
          },
          ...(kind === 'source' || kind === 'host'
            ? [
                {
                  id: 'regularity',
                  title: 'Regularity',
                  content: () => <RegularityTab scope={usage.scope} kind={kind} name={item.key} />,
                },
              ]
            : []),
          {
            id: 'evidence',
            title: 'Evidence',
            content: () => <EvidenceTab scope={usage.scope} subject={subject} terms={[item.key]} />,
          },
        ]}
      />
    </SidePanel>
  );
}

function headerOf(kind: Exclude<EntityKind, 'app'>, key: string) {
  if (kind === 'host') return <HostsApp host={key} />;
  return (kind === 'user' || kind === 'device') && isToken(key) ? <RevealName kind={kind} token={key} /> : undefined;
}

/** Who a token stands for, for a reason. */
function RevealName({ kind, token }: { readonly kind: PseudonymKind; readonly token: string }) {
  const [isAsked, setAsked] = useState(false);
  return (
    <p className="uc-scopeline">
      A token of an anonymised stream.{' '}
      <button type="button" className="uc-textlink" onClick={() => setAsked(true)}>
        Reveal the name …
      </button>
      {isAsked && <RevealDialog kind={kind} tokens={[token]} onClose={() => setAsked(false)} />}
    </p>
  );
}

/** Which app a host belongs to, and by which rule. */
function HostsApp({ host }: { readonly host: string }) {
  const hosts = useMemo(() => [host], [host]);
  const { data } = useQuestion('catalog.lookUpHosts', { hosts });
  const found = data?.[0];
  if (found === undefined) return null;
  const { app } = found;
  if (app === null) return <p className="uc-scopeline">No app of the catalog claims this host.</p>;
  return (
    <p className="uc-scopeline">
      Belongs to{' '}
      <button type="button" className="uc-textlink" onClick={() => openOnTop('app', app.id, app.name)}>
        {app.name}
      </button>{' '}
      by <span className="uc-mono">{found.matched}</span>
    </p>
  );
}
