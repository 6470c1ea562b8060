import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { barsHeight, HorizontalBars } from '../../../kit/charts/horizontal-bars.tsx';
import { addsUp } from '../../../kit/charts/metrics.ts';
import { TAG_KEYS, TAG_STYLE } from '../../../kit/charts/palette.ts';
import { allOf, is } from '../../../kit/filter/conditions.ts';
import { formatCount } from '../../../kit/format.ts';
import { goToTable, openEntity } from '../go.ts';
import { Card, CardLink, type CardProps } from './card.tsx';
import { appBars, appTwin, categoryBars, categoryTwin, entityBars, entityTwin, rankCategories } from './card-rows.ts';

const ROWS = 10;
const HEIGHT = barsHeight(ROWS);
const nothing = (what: string): string => `No ${what} with this measure in this period.`;

export function CategoriesCard(props: CardProps) {
  const [page, setPage] = useState(0);
  return (
    <Card
      {...props}
      title="Categories"
      height={HEIGHT}
      content={({ data, metric, measure, filter, source }) => {
        const ranked = rankCategories(data.categories, metric);
        const pages = Math.max(1, Math.ceil(ranked.length / ROWS));
        const at = Math.min(page, pages - 1);
        const shown = ranked.slice(at * ROWS, (at + 1) * ROWS);
        const open = (id: string): void => goToTable('apps', allOf(filter, is('category', id)));
        return {
          empty: ranked.length === 0 ? nothing('categories') : null,
          legend: TAG_KEYS.map((tag) => ({
            style: TAG_STYLE[tag],
            onOpen: () => goToTable('apps', allOf(filter, is('tag', tag))),
          })),
          table: categoryTwin(ranked, metric, measure),
          about: addsUp(metric)
            ? 'By the tag of their apps.'
            : 'By the tag of their apps. Who uses apps of several tags counts in each of them.',
          link: (
            <span className="uc-pager">
              <ActionIcon
                variant="subtle"
                color="gray"
                size="sm"
                disabled={at === 0}
                onClick={() => setPage(at - 1)}
                aria-label="Categories before"
              >
                <IconChevronLeft size={14} />
              </ActionIcon>
              {formatCount(at * ROWS + 1)}–{formatCount(at * ROWS + shown.length)} of {formatCount(ranked.length)}
              <ActionIcon
                variant="subtle"
                color="gray"
                size="sm"
                disabled={at >= pages - 1}
                onClick={() => setPage(at + 1)}
                aria-label="Further categories"
              >
                <IconChevronRight size={14} />
              </ActionIcon>
            </span>
          ),
          plot: (
            <HorizontalBars
              rows={categoryBars(shown, metric, open)}
              measure={measure}
              label={`Categories by ${measure.title.toLowerCase()}, ${source}`}
            />
          ),
        };
      }}
    />
  );
}

export function TopAppsCard(props: CardProps) {
  return (
    <Card
      {...props}
      title="Top apps"
      height={HEIGHT}
      content={({ data, metric, measure, filter, source }) => {
        const apps = data.topApps.filter((app) => (app[metric] ?? 0) > 0).slice(0, ROWS);
        return {
          empty: apps.length === 0 ? nothing('apps') : null,
          table: appTwin(apps, metric, measure, (app) => openEntity('app', app.id, app.name)),
          about: 'The score stands before the name.',
          link: (
            <CardLink onOpen={() => goToTable('apps', filter, { column: metric, direction: 'desc' })}>
              {linkText(data.kpis.apps, 'apps')}
            </CardLink>
          ),
          plot: (
            <HorizontalBars
              rows={appBars(apps, metric, (app) => openEntity('app', app.id, app.name))}
              measure={measure}
              label={`Apps by ${measure.title.toLowerCase()}, ${source}`}
            />
          ),
        };
      }}
    />
  );
}

const ENTITY_WORDS = {
  user: { title: 'Top users', noun: 'User', many: 'users', table: 'users', list: 'topUsers', one: 'a user' },
  source: {
    title: 'Top sources',
    noun: 'Source address',
    many: 'source addresses',
    table: 'sources',
    list: 'topSources',
    one: 'a source address',
  },
  device: {
    title: 'Top devices',
    noun: 'Device',
    many: 'devices',
    table: 'devices',
    list: 'topDevices',
    one: 'a device',
  },
} as const;

/** What leads from the first of them to the table of all. */
const linkText = (total: number, many: string): string =>
  total === 1 ? 'Show the table' : `All ${formatCount(total)} ${many}`;

export function TopEntitiesCard(props: CardProps & { readonly kind: keyof typeof ENTITY_WORDS }) {
  const { kind } = props;
  const words = ENTITY_WORDS[kind];
  return (
    <Card
      {...props}
      title={words.title}
      height={HEIGHT}
      content={({ data, metric, measure, filter, source }) => {
        const rows = data[words.list].filter((row) => (row[metric] ?? 0) > 0).slice(0, ROWS);
        const unnamed = data.known[kind] === 0;
        const open = (key: string): void => openEntity(kind, key, key);
        const total = data.kpis[words.table];
        return {
          empty: unnamed ? `None of these lines names ${words.one}.` : rows.length === 0 ? nothing(words.many) : null,
          table: entityTwin(rows, words.noun, metric, measure, open),
          link: (
            <CardLink onOpen={() => goToTable(words.table, filter, sortFor(metric, words.table))}>
              {linkText(total, words.many)}
            </CardLink>
          ),
          plot: (
            <HorizontalBars
              rows={entityBars(rows, metric, open)}
              measure={measure}
              label={`${words.title} by ${measure.title.toLowerCase()}, ${source}`}
            />
          ),
        };
      }}
    />
  );
}

/** A table of users has no column of users. */
function sortFor(metric: string, table: string) {
  return { column: metric === table ? 'transactions' : metric, direction: 'desc' as const };
}
