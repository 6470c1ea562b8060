/** Where an activity's address is, and what its user agent says: for one row, by the rules of the derived fields. */
import type { ActivityRow } from '../../contract/activities.ts';
import { readCountry } from '../../kit/place.ts';
import { ADDRESS_CLASS_TITLES, type AddressClass } from '../../model/address.ts';
import { readUserAgent } from '../../useragent/index.ts';
import { kindsOf } from '../enrichment/rows.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { categoryOf } from './derived-fields.ts';

interface Said {
  readonly country: string | null;
  readonly city: string | null;
  readonly isp: string | null;
}

/** Null where neither the address data and ranges nor the provider say anything. */
export function locatedOf(view: WorkspaceView, ip: string | null, said: Said): ActivityRow['located'] {
  const facts = ip === null ? null : view.addressOf(ip);
  const range = ip === null ? null : view.enrichment.factsOf(ip);
  const isp = facts?.isp ?? range?.isp ?? said.isp;
  const place = placeOf(facts, range?.location ?? null, said);
  const kinds = facts === null ? [] : (kindsOf(facts) as AddressClass[]);
  if (place.location === null && isp === null && range === null && kinds.length === 0) return null;
  return {
    ...place,
    isp,
    asn: facts?.asn ?? null,
    category: categoryOf(range, facts),
    kinds,
    tags: [...new Set([...(range?.tags ?? []), ...kinds.map((kind) => ADDRESS_CLASS_TITLES[kind])])],
    ranges: [...(range?.ranges ?? [])],
  };
}

type Place = Pick<NonNullable<ActivityRow['located']>, 'country' | 'region' | 'city' | 'location' | 'basis'>;

function placeOf(facts: ReturnType<WorkspaceView['addressOf']>, own: string | null, said: Said): Place {
  const known = facts?.basis.location ?? null;
  const hasSaid = said.country !== null || said.city !== null;
  if (own === null && hasSaid && (known === null || known === 'registry')) {
    const country = said.country === null ? (facts?.country ?? null) : (readCountry(said.country)[0] ?? null);
    const location = [said.city, country].filter((part) => part !== null).join(', ');
    return { country, region: null, city: said.city, location, basis: 'provider' };
  }
  const { country = null, region = null, city = null } = facts ?? {};
  return { country, region, city, location: facts?.location ?? own, basis: known };
}

/** What a user agent says at the time of the event; all null or empty without one. */
export function agentOf(text: string | null, time: number): Pick<ActivityRow, 'client' | 'deviceType' | 'agentTags'> {
  if (text === null) return { client: null, deviceType: null, agentTags: [] };
  const { client, tagsAt } = readUserAgent(text);
  return { client: inWords(client), deviceType: client.device, agentTags: tagsAt(time) };
}

/** `Chrome 124 on Windows 10 or 11`: a client and its system with their main versions. */
function inWords({ name, version, os, osVersion }: ReturnType<typeof readUserAgent>['client']): string | null {
  const client = [name, version?.split('.', 1)[0]].filter((part) => part != null && part !== '').join(' ');
  const system = [os, osVersion].filter((part) => part !== null).join(' ');
  if (name === null) return system === '' ? null : system;
  return system === '' ? client : `${client} on ${system}`;
}
