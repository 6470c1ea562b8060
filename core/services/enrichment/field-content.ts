/** Users and sources as filters see them, with what the organisation's lists say of them. */
import type { AddressFactsRow } from '../../contract/geo.ts';
import { countryWords } from '../../kit/country-name.ts';
import { placeText } from '../../kit/place.ts';
import type { FieldContent } from '../../query/index.ts';
import { listsLocked } from '../../store/privacy/sealed-lists.ts';
import { isToken } from '../../store/privacy/workspace-seal.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { kindsOf } from './rows.ts';

export const OF_USER: ReadonlySet<string> = new Set(['user', 'department', 'orgUnit', 'group', 'manager']);
export const OF_SOURCE: ReadonlySet<string> = new Set([
  'network',
  'source.range',
  'source.category',
  'source.tag',
  'source.location',
  'source.isp',
  'source.country',
  'source.asn',
  'source.kind',
]);

const OF_RANGES: ReadonlySet<string> = new Set([
  'source.range',
  'source.tag',
  'source.location',
  'source.isp',
  'ip.range',
  'ip.tag',
]);

/** What only a list says that is sealed now: nothing is answered rather than something else. @throws AppError privacy.locked */
export function requireLists({ enrichment, meta, seal }: WorkspaceView, field: string): void {
  const needsPeople = OF_USER.has(field) && field !== 'user';
  const needsRanges = OF_RANGES.has(field);
  const isSealed = meta.sealedLists !== 'no' && seal === null;
  if (enrichment.isLocked && needsPeople) throw listsLocked();
  if (isSealed && needsRanges && enrichment.ranges.length > 0) throw listsLocked();
}

/** Null where the id is "unknown" or the lists say nothing. */
export function userContent({ dictionaries, enrichment }: WorkspaceView, id: number, field: string): FieldContent {
  const logged = dictionaries.names.user[id] ?? '';
  if (id === 0 || logged === '') {
    return null;
  }
  if (field === 'user') {
    return enrichment.userNames(id, dictionaries.names.user[enrichment.userId(id)] ?? '');
  }
  const person = enrichment.person(id);
  if (field === 'department') {
    return person?.department ?? null;
  }
  if (field === 'orgUnit') return person?.orgUnit ?? null;
  if (field === 'manager') return isToken(logged) ? null : (person?.manager ?? null);
  return listed(person?.groups);
}

export function sourceContent(view: WorkspaceView, id: number, field: string): FieldContent {
  const { enrichment, dictionaries } = view;
  if (id === 0) {
    return null;
  }
  if (field === 'network') {
    const network = enrichment.network(id);
    return network === 'unknown' ? null : network;
  }
  const facts = enrichment.facts(id);
  switch (field) {
    case 'source.range':
      return listed(facts?.ranges);
    case 'source.category':
      return facts?.category ?? null;
    case 'source.tag':
      return listed(facts?.tags);
    default:
      return addressContent(view.addressOf(dictionaries.names.source[id] ?? ''), field);
  }
}

function addressContent(address: AddressFactsRow | null, field: string): FieldContent {
  switch (field) {
    case 'source.country':
      return address?.country == null ? null : countryWords(address.country);
    case 'source.asn':
      return address?.asn ?? null;
    case 'source.kind':
      return listed(address === null ? [] : kindsOf(address));
    case 'source.location':
      return address === null || address.location === null ? null : placeWords(address.location, address.country);
    default:
      return address?.isp ?? null;
  }
}

/** As it was typed, and as tables show it. */
function placeWords(location: string, country: string | null): readonly string[] {
  return [...new Set([location, placeText(location, country)])];
}

function listed(values: readonly string[] | undefined): FieldContent {
  return values === undefined || values.length === 0 ? null : values;
}
