/** What a workspace decided about apps, as a file; and other products' lists of apps and vendors' address ranges, as such decisions. */
import { type PublishedRanges, RANGE_PUBLISHERS, readRanges, SHARED_RANGE_APPS } from '../../catalog/index.ts';
import { type AppChange, type CatalogChanges, catalogChanges } from '../../contract/catalog-exchange.ts';
import { AppError } from '../../contract/errors.ts';
import type { MethodOutput, MethodParsed } from '../../contract/methods.ts';
import { type CsvText, findColumns, readCsv } from '../../enrich/index.ts';
import { APP_KINDS, type Tag } from '../../model/app.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { changesFromCsv, changesToCsv, isChangesCsv } from './changes-csv.ts';

const EMPTY: CatalogChanges = {
  format: 'undercast-catalog-changes',
  version: 1,
  apps: [],
  customApps: [],
  scoring: null,
};

export function exportChanges(view: WorkspaceView): CatalogChanges {
  const { apps } = view;
  const decided = apps.decided().flatMap((id): AppChange[] => {
    const entry = apps.find(id);
    if (entry === null) return [];
    const correction = apps.corrections.get(id);
    return [
      {
        id,
        tag: entry.tag,
        note: entry.note,
        overrideScore: entry.override,
        customTags: [...entry.customTags],
        ...(correction === undefined
          ? {}
          : {
              category: correction.category,
              domains: { added: [...correction.addedDomains], removed: [...correction.removedDomains] },
              ...(correction.addedRanges.length === 0 ? {} : { ranges: [...correction.addedRanges] }),
              factors: Object.fromEntries(
                Object.entries(correction.factors).map(([factor, { value }]) => [
                  factor,
                  typeof value === 'object' ? [...value] : value,
                ]),
              ),
            }),
      },
    ];
  });
  const customApps = apps.custom.map((app) => {
    const entry = apps.find(app.id);
    return {
      id: app.id,
      name: app.name,
      category: app.category,
      domains: [...app.domains],
      ipRanges: [...(app.ipRanges ?? [])],
      vendor: app.vendor,
      headquarters: app.headquarters,
      description: app.description,
      note: entry?.note ?? '',
      overrideScore: entry?.override ?? null,
    };
  });
  return {
    ...EMPTY,
    apps: decided,
    customApps,
    scoring: view.meta.scoring && structuredClone(view.meta.scoring),
  } as CatalogChanges;
}

/** Titles in exports of discovered apps, compared without case and punctuation. */
const COLUMNS = {
  name: ['name', 'app', 'appname', 'application', 'displayname', 'cloudapp'],
  domain: ['domain', 'domains', 'appdomains', 'appdomain', 'url', 'host'],
  score: ['score', 'riskscore', 'appscore', 'risk'],
  tags: ['tag', 'tags', 'apptag', 'apptags', 'sanctioned', 'status'],
} as const;

const TAGS: ReadonlyMap<string, Tag> = new Map([
  ['sanctioned', 'sanctioned'],
  ['unsanctioned', 'unsanctioned'],
  ['monitored', 'monitored'],
]);
/** Tags that other products set by themselves and that say nothing here. */
const AUTOMATIC: ReadonlySet<string> = new Set(['', 'custom app', 'none', '-', 'no tag']);

export function exportDecisions(
  view: WorkspaceView,
  { format }: MethodParsed<'catalog.exportDecisions'>,
): MethodOutput<'catalog.exportDecisions'> {
  const changes = exportChanges(view);
  const rows = new Set([...changes.apps, ...changes.customApps].map(({ id }) => id)).size;
  if (format === 'json') return { text: `${JSON.stringify(changes, null, 2)}\n`, rows };
  return { text: changesToCsv(changes, (id) => view.apps.find(id)?.app.name ?? ''), rows };
}

type AppList = MethodOutput<'catalog.readAppList'>;

/** @throws AppError catalog.invalid for what is neither decisions nor a list of apps nor address ranges */
export function readAppList(view: WorkspaceView, { text, scores, app }: MethodParsed<'catalog.readAppList'>): AppList {
  if (text.trim() === '') throw new AppError('catalog.invalid', 'This file is empty.');
  const published = readRanges(text);
  if (published !== null) return changesOfRanges(view, published, app);
  if (/^\s*[{[]/.test(text)) {
    const changes = parseChanges(text);
    return { kind: 'decisions', changes, rows: changes.apps.length, unmatched: [], ranges: null };
  }
  const table = readCsv(text);
  if (!isChangesCsv(table)) return readForeign(view, table, scores);
  const changes = changesFromCsv(table);
  return { kind: 'decisions', changes, rows: table.rows.length, unmatched: [], ranges: null };
}

/** Each app's ranges of the file, in place of those it was given before, or beside them where other vendors' files give some too. */
function changesOfRanges({ apps: all }: WorkspaceView, published: PublishedRanges, app: string | undefined): AppList {
  const { publisher, unassigned, leftOut, invalid } = published;
  if (app !== undefined && all.find(app) === null) {
    throw new AppError('entity.unknown', `There is no app with the id ${app}.`, { id: app });
  }
  // A file that tells its apps is believed; a plain list is of the app that is named, if any.
  const found = publisher === null && app !== undefined ? new Map([[app, unassigned]]) : published.apps;
  const known = [...found].filter(([id]) => all.find(id) !== null);
  const before = (id: string): readonly string[] =>
    publisher !== null && SHARED_RANGE_APPS.has(id) ? (all.corrections.get(id)?.addedRanges ?? []) : [];
  const apps = known.map(([id, ranges]): AppChange => ({ id, ranges: [...new Set([...before(id), ...ranges])] }));
  return {
    kind: 'ranges',
    changes: { ...EMPTY, apps },
    rows: published.blocks,
    unmatched: [],
    ranges: {
      publisher,
      apps: known.map(([id, ranges]) => ({ id, name: all.find(id)?.app.name ?? id, blocks: ranges.length })),
      leftOut: [...leftOut].map(([service, blocks]) => ({ service, blocks })),
      invalid,
    },
  };
}

function parseChanges(text: string): CatalogChanges {
  try {
    return catalogChanges.parse(JSON.parse(text));
  } catch {
    throw new AppError(
      'catalog.invalid',
      `This is neither a file of catalog decisions, as the catalog page or "undercast catalog export -w WORKSPACE" writes it, nor a file of address ranges as ${RANGE_PUBLISHERS.slice(0, -1).join(', ')} or ${RANGE_PUBLISHERS.at(-1)} publishes it.`,
    );
  }
}

/** @throws AppError catalog.invalid when no column names apps */
function readForeign(
  view: WorkspaceView,
  { header, rows }: CsvText,
  scores: MethodParsed<'catalog.readAppList'>['scores'],
): MethodOutput<'catalog.readAppList'> {
  const at = findColumns(header, COLUMNS);
  if (at.name < 0 && at.domain < 0) {
    throw new AppError(
      'catalog.invalid',
      'This list has no column of app names or domains. Its first line must be a header such as Name, Score, Tags.',
    );
  }
  const byName = namesOf(view);
  const changes = new Map<string, AppChange>();
  const unmatched: { line: number; name: string }[] = [];
  for (const { line, cells } of rows) {
    const cell = (index: number): string => (index < 0 ? '' : (cells[index] ?? ''));
    const hosts = cell(at.domain).split(/[\s,;|]+/);
    const id = appOf(view, hosts, cell(at.name), byName);
    if (id === null) {
      unmatched.push({ line, name: cell(at.name) || cell(at.domain) });
      continue;
    }
    changes.set(id, { ...changes.get(id), id, ...tagsOf(cell(at.tags)), ...scoreOf(view, id, cell(at.score), scores) });
  }
  // A row that says nothing beyond its name changes nothing.
  const apps = [...changes.values()].filter((change) => Object.keys(change).length > 1);
  return { kind: 'list', changes: { ...EMPTY, apps }, rows: rows.length, unmatched, ranges: null };
}

/**
 * Place of the one app of each name, letter case ignored; null where several that people choose have it. Other products write
 * the maker before the name (Microsoft SharePoint Online, Cisco Webex): that finds the app too, where no app has that name itself.
 */
function namesOf(view: WorkspaceView): ReadonlyMap<string, number | null> {
  const { apps } = view;
  const plain = placesBy(view, (index) => apps.name(index).toLowerCase());
  const made = placesBy(view, (index) => {
    const maker = apps.vendor(index)?.split(/[\s,]/, 1)[0]?.toLowerCase();
    return maker ? `${maker} ${apps.name(index).toLowerCase()}` : null;
  });
  return new Map([...made, ...plain]);
}

function placesBy({ apps }: WorkspaceView, nameOf: (index: number) => string | null): Map<string, number | null> {
  const names = new Map<string, number | null>();
  for (let index = 0; index < apps.count; index += 1) {
    const name = nameOf(index);
    if (name === null) continue;
    const before = names.get(name);
    if (before === undefined) names.set(name, index);
    else if (before !== null) {
      const rank = (place: number): number => APP_KINDS.indexOf(apps.kind(place));
      names.set(name, rank(before) === rank(index) ? null : rank(before) < rank(index) ? before : index);
    }
  }
  return names;
}

function appOf(
  { apps }: WorkspaceView,
  hosts: readonly string[],
  name: string,
  byName: ReadonlyMap<string, number | null>,
): string | null {
  const matched = new Set(
    hosts
      .filter((host) => host !== '')
      .map(
        (host) =>
          apps.matcher.match(
            host
              .replace(/^https?:\/\//, '')
              .replace(/[/:].*$/, '')
              .replace(/^\*\./, ''),
          ).appIndex,
      )
      .filter((index) => index >= 0),
  );
  const named = byName.get(name.trim().toLowerCase()) ?? null;
  const [only] = matched;
  if (matched.size === 1 && only !== undefined) return apps.id(only);
  // Domains of several apps: the name decides among them.
  return named !== null && (matched.size === 0 || matched.has(named)) ? apps.id(named) : null;
}

function tagsOf(text: string): Pick<AppChange, 'tag' | 'customTags'> {
  const words = text.split(/[,;|]/).map((word) => word.trim());
  const found = words.map((word) => TAGS.get(word.toLowerCase())).find((tag) => tag !== undefined);
  const own = words.filter((word) => !TAGS.has(word.toLowerCase()) && !AUTOMATIC.has(word.toLowerCase()));
  return {
    ...(found === undefined ? {} : { tag: found }),
    ...(own.length === 0 ? {} : { customTags: own.map((word) => word.slice(0, 60)) }),
  };
}

function scoreOf(
  { apps }: WorkspaceView,
  id: string,
  text: string,
  scores: 'ignore' | 'note' | 'override',
): Pick<AppChange, 'note' | 'overrideScore'> {
  const score = Number(text);
  if (scores === 'ignore' || text === '' || !(score >= 0 && score <= 10)) return {};
  if (scores === 'override') return { overrideScore: Math.round(score) };
  const before = apps.find(id)?.note ?? '';
  const line = `Score in the imported list: ${score} of 10.`;
  return before.includes(line) ? {} : { note: before === '' ? line : `${before}\n${line}` };
}
