import type { DirectoryInfo, IpRangeRow } from '../../contract/enrichment.ts';
import { BUILT_IN_RANGES, RANGE_CSV_COLUMNS, rangeCells } from '../../enrich/index.ts';
import { exportChunks } from '../../export/index.ts';
import { typedPlaceText } from '../../kit/place.ts';
import { countPeople } from '../../store/read/enrichment.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { requireLists } from './field-content.ts';

export function listRanges({ enrichment }: WorkspaceView): IpRangeRow[] {
  const builtIn = BUILT_IN_RANGES.map((range) => ({
    ...range,
    id: null,
    cidrs: [...range.cidrs],
    tags: [...range.tags],
  }));
  return [...enrichment.ranges, ...builtIn];
}

/** The organisation's own ranges in the columns that `ranges.import` reads. @throws AppError privacy.locked */
export function exportRanges(view: WorkspaceView): { text: string; ranges: number } {
  requireLists(view, 'source.range');
  const { enrichment } = view;
  const table = { columns: RANGE_CSV_COLUMNS, rows: enrichment.ranges.map(rangeCells) };
  return { text: [...exportChunks('csv', table)].join(''), ranges: enrichment.ranges.length };
}

function fileOf({ meta, seal }: WorkspaceView): string | null {
  const file = meta.directory?.file ?? null;
  return file === null || meta.sealedLists === 'no' ? file : (seal?.openText(file) ?? null);
}

const AMBIGUOUS_SHOWN = 100;

export function getDirectory(view: WorkspaceView): DirectoryInfo {
  const { enrichment, dictionaries, meta } = view;
  const names = dictionaries.names.user;
  const ambiguous: string[] = [];
  let joined = 0;
  for (let id = 1; id < names.length; id++) {
    if (enrichment.person(id)) joined++;
    else if (enrichment.isAmbiguous(id)) ambiguous.push(names[id] ?? '');
  }
  return {
    people: enrichment.isLocked ? countPeople(view.db) : enrichment.people.length,
    sealed: meta.sealedLists !== 'no',
    locked: enrichment.isLocked,
    file: fileOf(view),
    imported: meta.directory?.imported ?? null,
    merge: meta.mergeUsers,
    departments: countOf(enrichment.people.flatMap((person) => person.department ?? [])),
    groups: countOf(enrichment.people.flatMap((person) => person.groups)),
    users: names.length - 1,
    joined,
    ambiguous: { total: ambiguous.length, names: ambiguous.sort().slice(0, AMBIGUOUS_SHOWN) },
    severalSpellings: enrichment.severalSpellings,
  };
}

function countOf(names: readonly string[]): { name: string; people: number }[] {
  const counts = new Map<string, number>();
  for (const name of names) {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, people]) => ({ name, people })).sort((a, b) => (a.name < b.name ? -1 : 1));
}

const MOST_SUGGESTIONS = 500;

/** Values that the workspace's own lists give a filter field. */
export function suggestionsFor(view: WorkspaceView, field: string): { value: string; title: string }[] {
  const { departments, people, ranges } = view.enrichment;
  const all = [...ranges, ...BUILT_IN_RANGES];
  const values: Readonly<Record<string, () => readonly string[]>> = {
    department: () => departments.slice(1),
    group: () => people.flatMap((person) => person.groups),
    'source.range': () => all.map((range) => range.name),
    'source.tag': () => all.flatMap((range) => range.tags),
    'source.location': () => all.flatMap(({ location }) => (location === null ? [] : typedPlaceText(location))),
    'source.isp': () => all.flatMap((range) => range.isp ?? []),
    stream: () => view.streams.map((stream) => stream.name),
  };
  const list = [...new Set(values[field]?.() ?? [])].sort().slice(0, MOST_SUGGESTIONS);
  return list.map((value) => ({ value, title: value }));
}
