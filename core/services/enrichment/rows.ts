/** Rows of users and sources with what the organisation's lists say of them. */
import type { EntityRow, SourceRow, UserRow } from '../../contract/discovery.ts';
import type { AddressFactsRow } from '../../contract/geo.ts';
import { isToken } from '../../store/privacy/workspace-seal.ts';
import { namedBy } from '../imports/named-by.ts';
import type { WorkspaceView } from '../workspace-view.ts';

export function userRowOf(view: WorkspaceView, id: number, row: EntityRow): UserRow {
  const { enrichment } = view;
  const person = enrichment.person(id);
  // What names a person stands behind a token until it is revealed with a reason.
  const isNamed = !isToken(row.key);
  const groups = person?.groups ?? [];
  return {
    ...row,
    namedBy: namedBy(view, 'user', row.key),
    displayName: (isNamed && person?.name) || null,
    department: person?.department ?? null,
    manager: (isNamed && person?.manager) || null,
    groups: groups.length === 0 ? null : groups.join('; '),
  };
}

export function sourceRowOf(view: WorkspaceView, id: number, row: EntityRow): SourceRow {
  const { enrichment } = view;
  const address = view.addressOf(row.key);
  const facts = enrichment.facts(id);
  const network = enrichment.network(id);
  return {
    ...row,
    range: facts?.ranges.join('; ') ?? null,
    category: facts?.category ?? null,
    tags: facts === null || facts.tags.length === 0 ? null : facts.tags.join('; '),
    country: address?.country ?? null,
    location: address?.location ?? facts?.location ?? null,
    isp: address?.isp ?? facts?.isp ?? null,
    asn: address?.asn ?? null,
    kinds: address === null || address.classes.length === 0 ? null : kindsOf(address).join('; '),
    network: network === 'unknown' ? null : network,
  };
}

/** Each kind once, whoever says so. */
export function kindsOf({ classes }: Pick<AddressFactsRow, 'classes'>): string[] {
  return [...new Set(classes.map((one) => one.class))];
}
