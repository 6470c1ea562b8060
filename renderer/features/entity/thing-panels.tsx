import { useMemo, useState } from 'react';
import { placeText } from '../../../core/kit/place.ts';
import { cutText } from '../../../core/kit/visible-text.ts';
import { ADDRESS_CLASS_TITLES } from '../../../core/model/address.ts';
import { useQuestion } from '../../data/use-question.ts';
import { PanelTabs } from '../../kit/panel/panel-tabs.tsx';
import { SidePanel } from '../../kit/panel/side-panel.tsx';
import { isToken, type PseudonymKind, RevealDialog } from '../../kit/privacy/reveal-dialog.tsx';
import { Answer } from '../../kit/state/answer.tsx';
import { BoneLines } from '../../kit/state/late.tsx';
import type { PanelItem } from '../../state/panels.ts';
import { EvidenceTab } from './evidence/evidence-tab.tsx';
import { type EntityKind, openOnTop } from './open.ts';
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

/** Characters of a name that leave room for what the panel says of it; the evidence has all of them. */
const LONGEST_TITLE = 200;

/** A user, source, device or host: what it used, and the lines that say so. */
function ThingPanel({
  item,
  kind,
  word,
}: Props & { readonly kind: Exclude<EntityKind, 'app'>; readonly word: string }) {
  const usage = useEntityUsage(kind, item.key);
  const subject = useMemo(() => ({ [kind]: item.key }), [kind, item.key]);
  const { shown, left } = cutText(item.key, LONGEST_TITLE);
  return (
    <SidePanel
      item={item}
      kind={word}
      title={<bdi className="uc-mono uc-panelkey">{left > 0 ? `${shown}…` : shown}</bdi>}
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
  if (kind === 'source') return <WhereSourceIs address={key} />;
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

/** Where an address is and whose; nothing for internal ones, of which only ranges could say something. */
function WhereSourceIs({ address }: { readonly address: string }) {
  const addresses = useMemo(() => [address], [address]);
  const { data } = useQuestion('geo.lookUp', { addresses });
  const found = data?.[0];
  if (found === undefined) return null;
  const { country, location, asn, isp, classes, ranges, basis } = found;
  const network = [asn === null ? null : `AS${asn}`, isp].filter((part) => part !== null).join(' ');
  const kinds = classes.map((one) => `${ADDRESS_CLASS_TITLES[one.class]} (${KIND_BASIS[one.basis] ?? one.basis})`);
  const place = location === null ? null : placeText(location, country);
  const parts = [place, network === '' ? null : network, ...kinds, ...ranges].filter((part) => part !== null);
  if (parts.length === 0) return null;
  return (
    <p className="uc-scopeline">
      {parts.join(' · ')}
      {basis.location === 'city' ? ' · IP geolocation by DB-IP' : ''}
    </p>
  );
}

/** Why a network is taken for what it is. */
const KIND_BASIS: Readonly<Record<string, string>> = { table: 'known network', name: 'by its name' };

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
