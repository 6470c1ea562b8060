import { Button } from '@mantine/core';
import { useMemo } from 'react';
import type { ActivityRow } from '../../../../core/contract/activities.ts';
import type { AddressFactsRow } from '../../../../core/contract/geo.ts';
import { countryText } from '../../../../core/kit/country-name.ts';
import { visibleText } from '../../../../core/kit/visible-text.ts';
import { ADDRESS_CLASS_TITLES } from '../../../../core/model/address.ts';
import { useActivities, useActivityFacets } from '../../../data/activities.ts';
import { useOrder, useQuestion } from '../../../data/use-question.ts';
import { useOpenWorkspace } from '../../../data/workspace.ts';
import { allOf, is } from '../../../kit/filter/conditions.ts';
import { Answer } from '../../../kit/state/answer.tsx';
import { BoneLines } from '../../../kit/state/late.tsx';
import { toastDone, toastError } from '../../../kit/toast.tsx';
import { usePanels } from '../../../state/panels.ts';
import { goToLog } from '../around.ts';
import { countOf, daysBefore, Figure, INSIGHT_DAYS, TopList } from './insight.tsx';

const FIELDS = ['user', 'app', 'type', 'admin', 'outcome'];
const MOST = 8;

/** Where an address is and whose, and what came from it in the days before. */
export function AddressTab({ row }: { readonly row: ActivityRow }) {
  return row.ip === null ? (
    <p className="uc-scopeline">The record holds no address.</p>
  ) : (
    <OfAddress row={row} ip={row.ip} />
  );
}

function OfAddress({ row, ip }: { readonly row: ActivityRow; readonly ip: string }) {
  const open = usePanels((state) => state.open);
  const range = useMemo(() => daysBefore(row.time), [row.time]);
  const from = is('ip', ip);
  const addresses = useMemo(() => [ip], [ip]);
  const geo = useQuestion('geo.lookUp', { addresses });
  const facets = useActivityFacets({ ...range, filter: from }, FIELDS, MOST);
  const { data: all } = useActivities({ ...range, filter: from }, 1);
  const failed = allOf(from, 'type:login.failed');
  const { data: failures } = useActivities({ ...range, filter: failed }, 1);
  return (
    <div className="uc-tabbody">
      <p className="uc-scopeline">
        <span className="uc-mono">{ip}</span> in the {INSIGHT_DAYS} days up to this activity ·{' '}
        <button type="button" className="uc-textlink" onClick={() => open({ kind: 'source', key: ip, title: ip })}>
          Discovered traffic
        </button>
      </p>
      <Answer question={geo} loading={<BoneLines lines={4} />}>
        {([facts]) => (facts === undefined ? null : <Whereabouts facts={facts} row={row} />)}
      </Answer>
      <SetRange ip={ip} />
      <Answer question={facets} loading={<BoneLines lines={10} />}>
        {(data) => (
          <>
            <dl className="uc-figures">
              <Figure title="Activities" value={all?.events ?? null} onOpen={() => goToLog(from, range)} />
              <Figure
                title="Administrative"
                value={countOf(data, 'admin', 'yes')}
                onOpen={() => goToLog(allOf(from, 'admin:yes'), range)}
              />
              <Figure title="Failed sign-ins" value={failures?.events ?? null} onOpen={() => goToLog(failed, range)} />
              <Figure title="Users" value={data.user?.distinct ?? null} />
              <Figure title="Apps" value={data.app?.distinct ?? null} />
            </dl>
            {(
              [
                ['user', 'Users', row.user],
                ['app', 'Apps', row.app],
                ['type', 'Activities', row.type],
              ] as const
            ).map(([field, title, mark]) => (
              <TopList
                key={field}
                title={title}
                facet={data[field]}
                mark={mark}
                range={range}
                none="None."
                conditionOf={(value) => allOf(from, is(field, value))}
              />
            ))}
          </>
        )}
      </Answer>
    </div>
  );
}

function Whereabouts({ facts, row }: { readonly facts: AddressFactsRow; readonly row: ActivityRow }) {
  const { country, city, isp, asn, classes, ranges, basis } = facts;
  const logged = [row.city, row.country === null ? null : countryText(row.country)].filter((part) => part !== null);
  const place = [city, country === null ? null : countryText(country)].filter((part) => part !== null);
  const lines: readonly (readonly [string, string])[] = [
    ['Location by the record', logged.join(', ')],
    ['Location by the address', place.join(', ')],
    ['Network', [isp, asn === null ? null : `AS${asn}`].filter((part) => part !== null).join(', ')],
    ['Known as', classes.map((one) => ADDRESS_CLASS_TITLES[one.class]).join(', ')],
    ['Your ranges', ranges.join(', ')],
  ];
  const said = lines.filter(([, value]) => value !== '');
  if (said.length === 0) return <p className="uc-scopeline">Nothing is known of this address.</p>;
  return (
    <dl className="uc-fields">
      {said.map(([title, value]) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>
            <bdi>{visibleText(value)}</bdi>
          </dd>
        </div>
      ))}
      {basis.location === 'city' && <small className="uc-scopeline">IP geolocation by DB-IP</small>}
    </dl>
  );
}

/** Says what the address is to this organisation: a range of its own, which everything else then knows. */
function SetRange({ ip }: { readonly ip: string }) {
  const workspace = useOpenWorkspace();
  const save = useOrder('ranges.save');
  if (workspace?.readOnly !== false) return null;
  const set = (category: 'corporate' | 'vpn' | 'risky', word: string): void =>
    void save
      .mutateAsync({ name: `${word}: ${ip}`, cidrs: [`${ip}/${ip.includes(':') ? 128 : 32}`], category, tags: [] })
      .then(() => toastDone(`${ip} is a range of yours now: ${word.toLowerCase()}.`), toastError);
  return (
    <div className="uc-around">
      <Button
        size="compact-xs"
        variant="default"
        loading={save.isPending}
        onClick={() => set('corporate', 'Corporate')}
      >
        Set as corporate
      </Button>
      <Button size="compact-xs" variant="default" loading={save.isPending} onClick={() => set('vpn', 'VPN')}>
        Set as VPN
      </Button>
      <Button size="compact-xs" variant="default" loading={save.isPending} onClick={() => set('risky', 'Risky')}>
        Set as risky
      </Button>
    </div>
  );
}
