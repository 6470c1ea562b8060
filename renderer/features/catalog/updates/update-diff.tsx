import { Accordion } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CatalogDiffView } from '../../../../core/contract/catalog-release.ts';
import { BAND_STYLE } from '../../../kit/charts/palette.ts';
import { Swatch } from '../../../kit/charts/patterns.tsx';
import { formatCount, MISSING } from '../../../kit/format.ts';

interface Part {
  readonly id: string;
  readonly title: string;
  /** Of all; `rows` may be fewer. */
  readonly count: number;
  readonly rows: readonly { readonly key: string; readonly what: string; readonly how: ReactNode }[];
}

/** What an update changes, by kind: first what concerns the open workspace. */
export function UpdateDiff({ diff }: { readonly diff: CatalogDiffView }) {
  const parts = partsOf(diff).filter(({ count }) => count > 0);
  if (parts.length === 0) return <p className="uc-scopeline">Apps and domains stay as they are.</p>;
  return (
    <Accordion multiple chevronSize={14} mt="sm" classNames={{ label: 'uc-release__label' }}>
      {parts.map(({ id, title, count, rows }) => (
        <Accordion.Item key={id} value={id}>
          <Accordion.Control>
            <span className="uc-release__part">
              {title} <span className="uc-num">{formatCount(count)}</span>
            </span>
          </Accordion.Control>
          <Accordion.Panel>
            <ul className="uc-alternatives">
              {rows.map(({ key, what, how }) => (
                <li key={key}>
                  <span className="uc-ellipsis">{what}</span>
                  <span className="uc-ellipsis">{how}</span>
                </li>
              ))}
            </ul>
            {count > rows.length && <p className="uc-scopeline">and {formatCount(count - rows.length)} more</p>}
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  );
}

function partsOf(diff: CatalogDiffView): Part[] {
  const { discovered } = diff;
  return [
    {
      id: 'bands',
      title: 'Apps in use that change their risk band',
      count: discovered?.bandChanges ?? 0,
      rows: (discovered?.bands ?? []).map((one) => ({
        key: one.id,
        what: one.name,
        how: (
          <span className="uc-num uc-appcell">
            {one.before ?? MISSING} <Swatch style={BAND_STYLE[one.bandBefore]} /> → {one.after ?? MISSING}{' '}
            <Swatch style={BAND_STYLE[one.bandAfter]} />
          </span>
        ),
      })),
    },
    {
      id: 'hosts',
      title: 'Hosts of your logs that get another app',
      count: discovered?.hostChanges ?? 0,
      rows: (discovered?.hosts ?? []).map(({ host, before, after }) => ({
        key: host,
        what: host,
        how: `${before ?? 'no app'} → ${after ?? 'no app'}`,
      })),
    },
    {
      id: 'added',
      title: 'New apps',
      count: diff.added,
      rows: diff.addedApps.map(({ id, name, categoryName }) => ({ key: id, what: name, how: categoryName })),
    },
    {
      id: 'removed',
      title: 'Apps that are gone',
      count: diff.removed,
      rows: diff.removedApps.map(({ id, name, categoryName, decided }) => ({
        key: id,
        what: name,
        how: decided ? `${categoryName}, decided on here` : categoryName,
      })),
    },
    {
      id: 'changed',
      title: 'Apps with another id, name or category',
      count: diff.changed,
      rows: diff.changedApps.map(({ before, after }) => ({
        key: before.id,
        what: before.name,
        how: changeText(before, after),
      })),
    },
    {
      id: 'domains',
      title: 'Domains that move to another app',
      count: diff.domains,
      rows: diff.movedDomains.map(({ domain, before, after }) => ({
        key: domain,
        what: domain,
        how: `${before} → ${after}`,
      })),
    },
  ];
}

type Named = CatalogDiffView['addedApps'][number];

function changeText(before: Named, after: Named): string {
  const changes = [
    before.name === after.name ? null : `now ${after.name}`,
    before.categoryName === after.categoryName ? null : `${before.categoryName} → ${after.categoryName}`,
    before.id === after.id ? null : `id ${before.id} → ${after.id}`,
  ];
  return changes.filter((one) => one !== null).join(', ');
}
