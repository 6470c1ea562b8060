import { useMemo } from 'react';
import { CATALOG_COLUMNS } from '../../../core/contract/catalog-browse.ts';
import { useCatalogCategories } from '../../data/catalog.ts';
import { usePages } from '../../data/rows.ts';
import { useOrder } from '../../data/use-question.ts';
import { ExportMenu } from '../../kit/export-menu.tsx';
import { splitCategory, withCategory } from '../../kit/filter/category-filter.ts';
import { CategoryList } from '../../kit/filter/category-list.tsx';
import { FilterBar } from '../../kit/filter/filter-bar.tsx';
import { SearchField } from '../../kit/filter/search-field.tsx';
import { ViewsMenu } from '../../kit/filter/views-menu.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { tagActions } from '../../kit/risk/tag-actions.ts';
import { TagBar } from '../../kit/risk/tag-bar.tsx';
import { useTagging } from '../../kit/risk/use-tagging.ts';
import { EmptyState } from '../../kit/state/empty-state.tsx';
import { isBadFilter } from '../../kit/state/wrong-filter.tsx';
import { exportColumns } from '../../kit/table/columns.ts';
import { DataTable } from '../../kit/table/data-table.tsx';
import { useShownColumns } from '../../kit/table/use-shown-columns.ts';
import { setSearch, useSearchText } from '../../state/location.ts';
import { usePanels } from '../../state/panels.ts';
import { useTableLayout, useTableLayouts } from '../../state/table-layout.ts';
import { useTableSearch } from '../../state/use-table-search.ts';
import { BulkBar } from './bulk-bar.tsx';
import { CATALOG_TABLE } from './catalog-columns.tsx';
import { DecisionsMenu } from './decisions/decisions-menu.tsx';
import { QuickFilters } from './quick-filters.tsx';
import { readCatalogRow } from './read-row.ts';
import { SUGGESTED_QUERIES } from './suggested-queries.ts';
import './catalog.css';

const TABLE = 'catalog';
const NOUN = ['app', 'apps'] as const;

/** Lives in the address beside the scope's own filter, which asks of traffic and has other fields. */
function useCatalogFilter(): readonly [string, (filter: string) => void] {
  const filter = new URLSearchParams(useSearchText()).get('find') ?? '';
  return [filter, (next) => setSearch({ find: next.trim() })];
}

/** Every app that the catalog and this workspace know, whether anybody uses it or not. */
export function CatalogPage() {
  const [filter, setFilter] = useCatalogFilter();
  const [search, setSearchWords] = useTableSearch();
  const layout = useTableLayout(TABLE);
  const changeLayout = useTableLayouts((state) => state.change);
  // Without an order of the user's the engine ranks: what people choose to use first, by what is certain.
  const { sort } = layout;
  const asked = useMemo(
    () => ({ ...(filter === '' ? {} : { filter }), ...(search === '' ? {} : { search }) }),
    [filter, search],
  );
  const question = useMemo(() => ({ ...asked, ...(sort === null ? {} : { sort }) }), [asked, sort]);
  const source = usePages('catalog.listApps', question, readCatalogRow);
  const isWrong = isBadFilter(source.error);
  const { category, rest } = splitCategory(filter);
  const categories = useCatalogCategories(rest, search);
  const counted = useMemo(
    () => categories.data?.filter(({ apps }) => apps > 0).sort((a, b) => b.apps - a.apps || (a.name < b.name ? -1 : 1)),
    [categories.data],
  );
  const { mutateAsync: exportApps } = useOrder('catalog.exportApps');
  const tag = useTagging();
  const actions = useMemo(() => tagActions(tag), [tag]);
  const top = usePanels((state) => state.stack.at(-1));
  const shown = exportColumns(useShownColumns(TABLE, CATALOG_TABLE));
  return (
    <div className="uc-discovery uc-discovery--fill">
      <PageHeader
        title="App catalog"
        about="Every app that is known, used or not. Scores rank by what is certain: unknown is not safe."
        actions={
          <>
            <ViewsMenu
              table={TABLE}
              columns={CATALOG_TABLE}
              suggested={SUGGESTED_QUERIES}
              current={{ filter, search, sort, shown: layout.shown }}
              onQuery={setFilter}
              onView={(view) => {
                changeLayout(TABLE, { sort: view.sort, shown: view.shown });
                setSearch({ find: view.filter, q: view.search });
              }}
            />
            <ExportMenu
              name={TABLE}
              noun={NOUN}
              ask={(format) =>
                exportApps({
                  ...question,
                  format,
                  columns: ['id', ...shown.flatMap((name) => CATALOG_COLUMNS.find((one) => one === name) ?? [])],
                })
              }
            />
            <DecisionsMenu />
          </>
        }
      />
      <FilterBar table="catalog" value={filter} onChange={setFilter} example="category:crm and factor.isSoc2:yes" />
      <QuickFilters filter={filter} onChange={setFilter} />
      <div className={isWrong ? 'uc-browse uc-browse--alone' : 'uc-browse'}>
        {!isWrong && (
          <CategoryList
            categories={counted}
            total={counted?.reduce((sum, { apps }) => sum + apps, 0) ?? 0}
            chosen={category}
            onChoose={(next) => setFilter(withCategory(filter, next))}
          />
        )}
        <DataTable
          id={TABLE}
          label="App catalog"
          noun={NOUN}
          columns={CATALOG_TABLE}
          source={source}
          rowKey={(row) => row.id}
          sort={sort}
          onSort={(next) => changeLayout(TABLE, { sort: next })}
          onOpen={(row) => usePanels.getState().show({ kind: 'app', key: row.id, title: row.name })}
          openOnClick
          onClearFilter={() => setFilter('')}
          actions={actions}
          activeKey={top?.kind === 'app' ? top.key : null}
          toolbar={(selected) => (
            <>
              <SearchField value={search} placeholder="Search apps, vendors, domains" onChange={setSearchWords} />
              <TagBar source={source} selected={selected} onTag={tag}>
                <BulkBar source={source} selected={selected} />
              </TagBar>
            </>
          )}
          empty={
            <EmptyState title="No app fits">Take a condition of the filter away, or search for fewer words.</EmptyState>
          }
        />
      </div>
    </div>
  );
}
