import { useMemo } from 'react';
import { useFilterFields } from '../../../data/discovery.ts';
import { usePagedRows } from '../../../data/rows.ts';
import { useOrder } from '../../../data/use-question.ts';
import { useOpenWorkspace } from '../../../data/workspace.ts';
import { useDisplayZone } from '../../../kit/display-zone.tsx';
import { ExportMenu } from '../../../kit/export-menu.tsx';
import { splitCategory, withCategory } from '../../../kit/filter/category-filter.ts';
import { FilterBar } from '../../../kit/filter/filter-bar.tsx';
import { SearchField } from '../../../kit/filter/search-field.tsx';
import { ViewsMenu } from '../../../kit/filter/views-menu.tsx';
import { PageHeader } from '../../../kit/page-header.tsx';
import { Period } from '../../../kit/period-words.tsx';
import { tagActions } from '../../../kit/risk/tag-actions.ts';
import { TagBar } from '../../../kit/risk/tag-bar.tsx';
import { useTagging } from '../../../kit/risk/use-tagging.ts';
import { isBadFilter } from '../../../kit/state/wrong-filter.tsx';
import { DataTable } from '../../../kit/table/data-table.tsx';
import { useShownColumns } from '../../../kit/table/use-shown-columns.ts';
import { useSort } from '../../../kit/table/use-sort.ts';
import { setSearch } from '../../../state/location.ts';
import { usePanels } from '../../../state/panels.ts';
import { useScope } from '../../../state/scope.ts';
import { useTableLayout, useTableLayouts } from '../../../state/table-layout.ts';
import { useTableSearch } from '../../../state/use-table-search.ts';
import { openEntity } from '../go.ts';
import { NoData } from '../no-data.tsx';
import { ProvisionalNote } from '../provisional-note.tsx';
import { readAppRow } from '../read-row.ts';
import { NothingFound } from '../tables/nothing-found.tsx';
import { sumText } from '../tables/sum-text.ts';
import { useKnown } from '../use-known.ts';
import { appColumns } from './app-columns.tsx';
import { CategoryPanel } from './category-panel.tsx';
import { expressible } from './suggested-queries.ts';
import '../discovery.css';

const TABLE = 'apps';
const NOUN = ['app', 'apps'] as const;
/** Computed for the eye only: it has no order and no place in an export. */
const NOT_EXPORTED = 'trend';

/** Every discovered app with all that is known of it; the page where apps are judged. */
export function AppsPage() {
  const { scope, filter, setFilter, extent, from, to } = useScope();
  const hasTraffic = useOpenWorkspace()?.extent != null;
  const zone = useDisplayZone();
  const [search, setSearchWords] = useTableSearch();
  const [sort, setSort] = useSort(TABLE, { column: 'bytesTotal', direction: 'desc' });
  const layout = useTableLayout(TABLE);
  const changeLayout = useTableLayouts((state) => state.change);
  const known = useKnown();
  const columns = useMemo(() => appColumns(known), [known]);
  const shown = useShownColumns(TABLE, columns);
  const source = usePagedRows(TABLE, scope, sort, search, readAppRow);
  const { data: fields = [] } = useFilterFields(TABLE);
  const tag = useTagging();
  const { mutateAsync: exportRows } = useOrder('discovery.exportRows');
  const actions = useMemo(() => tagActions(tag), [tag]);
  const top = usePanels((state) => state.stack.at(-1));
  const { category, rest } = splitCategory(filter);
  const scopeOfRest = useMemo(() => {
    const { filter: _filter, ...others } = scope;
    return rest === '' ? others : { ...others, filter: rest };
  }, [scope, rest]);

  if (!hasTraffic && source.state === 'ready' && source.total === 0) {
    return (
      <div className="uc-discovery">
        <PageHeader title="Discovered apps" />
        <NoData what="every cloud app that is used, with its score, its users and its traffic" />
      </div>
    );
  }
  const isWrong = isBadFilter(source.error);
  const shownIds = shown.map((column) => column.id);
  return (
    <div className="uc-discovery uc-discovery--fill">
      <PageHeader
        title="Discovered apps"
        about={
          <Period range={extent === null ? null : { from: from ?? extent.from, to: to ?? extent.to }} zone={zone} />
        }
        actions={
          <>
            <ViewsMenu
              table={TABLE}
              columns={columns}
              suggested={expressible(fields)}
              current={{ filter, search, sort, shown: layout.shown }}
              onQuery={setFilter}
              onView={(view) => {
                changeLayout(TABLE, { sort: view.sort, shown: view.shown });
                setSearch({ filter: view.filter, q: view.search });
              }}
            />
            <ExportMenu
              name={TABLE}
              noun={NOUN}
              ask={(format) =>
                exportRows({
                  ...scope,
                  table: TABLE,
                  zone,
                  format,
                  columns: shownIds.filter((id) => id !== NOT_EXPORTED),
                  ...(sort === null ? {} : { sort }),
                  ...(search === '' ? {} : { search }),
                })
              }
            />
          </>
        }
      />
      <FilterBar table="apps" value={filter} onChange={setFilter} />
      {!hasTraffic && source.state === 'ready' && <ProvisionalNote />}
      <div className={isWrong ? 'uc-browse uc-browse--alone' : 'uc-browse'}>
        {!isWrong && (
          <CategoryPanel
            scope={scopeOfRest}
            search={search}
            chosen={category}
            onChoose={(next) => setFilter(withCategory(filter, next))}
          />
        )}
        <DataTable
          id={TABLE}
          label="Discovered apps"
          noun={NOUN}
          columns={columns}
          source={source}
          rowKey={(row) => row.id}
          sort={sort}
          onSort={setSort}
          onOpen={(row) => openEntity('app', row.id, row.name)}
          openOnClick
          actions={actions}
          sum={sumText}
          activeKey={top?.kind === 'app' ? top.key : null}
          toolbar={(selected) => (
            <>
              <SearchField value={search} placeholder="Search apps and vendors" onChange={setSearchWords} />
              <TagBar source={source} selected={selected} onTag={tag} />
            </>
          )}
          empty={
            <NothingFound
              what="apps"
              onClear={() => setSearch({ filter: null, q: null })}
              isFiltered={filter !== '' || search !== ''}
            />
          }
        />
      </div>
    </div>
  );
}
