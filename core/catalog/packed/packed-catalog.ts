import { type Matcher, openMatcher } from '../../ingest/match/index.ts';
import { decodeUtf8 } from '../../kit/text.ts';
import {
  APP_KINDS,
  type AppKind,
  CATEGORIES,
  type CategoryId,
  type CloudApp,
  type FactorValue,
} from '../../model/app.ts';
import { factorProblem } from '../file/check-app.ts';
import { factorDef } from '../registry/factors.ts';
import { APP_CLASS, APP_TEXTS, BASES, FIRST_DOMAIN } from './layout.ts';
import { type Columns, damaged, readSections } from './sections.ts';
import { TextSearch } from './text-search.ts';

const CATEGORY_IDS: ReadonlySet<string> = new Set(CATEGORIES.map((category) => category.id));

/** Kinds whose hosts nobody chooses. */
const BACKGROUND: ReadonlySet<AppKind> = new Set(['infrastructure', 'tracker']);

/** One value of one factor; apps that know the same share it. */
export interface Cell {
  readonly factor: string;
  readonly value: FactorValue['value'];
}

/**
 * The shipped catalog, opened. Opening reads no app: `app` puts one together when asked and remembers it; the columns
 * answer what is asked of all.
 */
export class PackedCatalog {
  /** Changes exactly when the catalog's content does. */
  readonly revision: string;
  readonly version: string;
  /** ISO date of the release. */
  readonly date: string;
  /** Places of apps by an id that older catalogs had. */
  readonly renamed: ReadonlyMap<string, number>;
  /** Number of apps; they are in the order of their ids. */
  readonly count: number;
  readonly cells: readonly Cell[];
  private readonly columns: Columns;
  /** UTF-8, one byte a character. */
  private readonly text: string;
  private readonly categories: readonly CategoryId[];
  private readonly made: (CloudApp | undefined)[];
  private readonly statements: readonly Omit<FactorValue, 'value'>[];
  /** Made with the first search. */
  private searched: TextSearch | null = null;
  private readonly rangesOf: ReadonlyMap<number, readonly string[]>;

  /** @throws AppError catalog.invalid */
  constructor(bytes: Uint8Array) {
    const { columns, revision } = readSections(bytes);
    this.columns = columns;
    this.revision = revision;
    this.count = columns.appTexts.length / APP_TEXTS;
    this.made = new Array(this.count);
    this.text = latin1(columns.text);
    this.categories = Array.from(columns.categories, (text) => this.textAt(text)).map((id) => {
      if (!CATEGORY_IDS.has(id)) throw damaged(`it has the category "${id}"`);
      return id as CategoryId;
    });
    this.cells = this.readCells();
    const { statements, ranges } = columns;
    this.statements = Array.from({ length: statements.length / 3 }, (_, i) => ({
      source: this.textAt(statements[i * 3] ?? 0),
      basis: BASES[statements[i * 3 + 2] ?? 0] ?? 'known',
      asOf: this.textAt(statements[i * 3 + 1] ?? 0),
    }));
    const rangesOf = new Map<number, string[]>();
    for (let i = 0; i < ranges.length; i += 2) {
      const app = ranges[i] ?? 0;
      rangesOf.set(app, [...(rangesOf.get(app) ?? []), this.textAt(ranges[i + 1] ?? 0)]);
    }
    this.rangesOf = rangesOf;
    this.version = this.textAt(columns.release[0] ?? 0);
    this.date = this.textAt(columns.release[1] ?? 0);
    const renamed = new Map<string, number>();
    for (let i = 0; i < columns.renamed.length; i += 2)
      renamed.set(this.textAt(columns.renamed[i] ?? 0), columns.renamed[i + 1] ?? 0);
    this.renamed = renamed;
  }

  private readCells(): Cell[] {
    const { cells } = this.columns;
    return Array.from({ length: cells.length / 2 }, (_, i) => {
      const factor = this.textAt(cells[i * 2] ?? 0);
      const value = readValue(this.textAt(cells[i * 2 + 1] ?? 0));
      const def = factorDef(factor);
      if (value === null || def === undefined || def.appField || factorProblem(def, value) !== null)
        throw damaged(`it holds a value that factor "${factor}" cannot have`);
      return { factor, value };
    });
  }

  private textAt(index: number): string {
    const { textStart } = this.columns;
    return decodeUtf8(this.text.slice(textStart[index], textStart[index + 1]));
  }

  private appText(app: number, field: number): string | null {
    const number = this.columns.appTexts[app * APP_TEXTS + field] ?? 0;
    return number === 0 ? null : this.textAt(number - 1);
  }

  private homepage(app: number, domains: readonly string[]): string | null {
    if (this.columns.appTexts[app * APP_TEXTS + 4] !== FIRST_DOMAIN) return this.appText(app, 4);
    return `https://${domains.find((domain) => !domain.includes('*')) ?? ''}`;
  }

  id(app: number): string {
    return this.appText(app, 0) ?? '';
  }

  name(app: number): string {
    return this.appText(app, 1) ?? '';
  }

  vendor(app: number): string | null {
    return this.appText(app, 2);
  }

  category(app: number): CategoryId {
    return this.categories[this.columns.appClass[app * APP_CLASS] ?? 0] ?? 'unclassified';
  }

  kind(app: number): AppKind {
    return APP_KINDS[this.columns.appClass[app * APP_CLASS + 1] ?? 0] ?? 'saas';
  }

  domains(app: number): string[] {
    const { domainStart, domains } = this.columns;
    return Array.from(domains.subarray(domainStart[app], domainStart[app + 1]), (text) => this.textAt(text));
  }

  domainCount(app: number): number {
    const { domainStart } = this.columns;
    return (domainStart[app + 1] ?? 0) - (domainStart[app] ?? 0);
  }

  /** 1 per app whose name, vendor or domains contain the words. @param words lower case, one line */
  appsWith(words: string): Uint8Array {
    const { appTexts, domains, domainStart, textStart } = this.columns;
    this.searched ??= new TextSearch(Array.from({ length: textStart.length - 1 }, (_, text) => this.textAt(text)));
    const has = this.searched.matching(words);
    const found = new Uint8Array(this.count);
    for (let app = 0; app < this.count; app += 1) {
      const name = (appTexts[app * APP_TEXTS + 1] ?? 0) - 1;
      const vendor = (appTexts[app * APP_TEXTS + 2] ?? 0) - 1;
      let isFound = has[name] === 1 || has[vendor] === 1;
      for (let at = domainStart[app] ?? 0; !isFound && at < (domainStart[app + 1] ?? 0); at += 1)
        isFound = has[domains[at] ?? 0] === 1;
      found[app] = isFound ? 1 : 0;
    }
    return found;
  }

  /** First place of the app's facts, and the first behind them, for `cellAt`. */
  firstFact(app: number): number {
    return this.columns.factStart[app] ?? 0;
  }

  /** Number of the cell that the fact at a place holds. */
  cellAt(place: number): number {
    return this.columns.facts[place * 2] ?? 0;
  }

  /** Who states the fact at a place. */
  sourceAt(place: number): string {
    return this.statements[this.columns.facts[place * 2 + 1] ?? 0]?.source ?? '';
  }

  /** Place of an app by id; -1 for an unknown one. */
  indexOf(id: string): number {
    let low = 0;
    let high = this.count - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const found = this.id(middle);
      if (found === id) return middle;
      if (found < id) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  app(index: number): CloudApp {
    const known = this.made[index];
    if (known !== undefined) return known;
    const factors: Record<string, FactorValue> = {};
    for (let place = this.firstFact(index); place < this.firstFact(index + 1); place += 1) {
      const cell = this.cells[this.cellAt(place)];
      const statement = this.statements[this.columns.facts[place * 2 + 1] ?? 0];
      if (cell !== undefined && statement !== undefined) factors[cell.factor] = { value: cell.value, ...statement };
    }
    const seat = factors.headquarters?.value;
    const ipRanges = this.rangesOf.get(index);
    const domains = this.domains(index);
    const app: CloudApp = {
      id: this.id(index),
      name: this.name(index),
      category: this.category(index),
      ...(this.columns.appClass[index * APP_CLASS + 2] === 1 ? { categoryBasis: 'rule' as const } : {}),
      vendor: this.vendor(index),
      description: this.appText(index, 3),
      homepage: this.homepage(index, domains),
      headquarters: typeof seat === 'string' ? seat : null,
      domains,
      ...(ipRanges === undefined ? {} : { ipRanges }),
      kind: this.kind(index),
      custom: false,
      factors,
    };
    this.made[index] = app;
    return app;
  }

  apps(): CloudApp[] {
    return Array.from({ length: this.count }, (_, index) => this.app(index));
  }

  /** Which app a host belongs to: the catalog's, or one of these that the workspace added. */
  matcher(customApps: readonly Pick<CloudApp, 'domains' | 'ipRanges'>[] = []): Matcher {
    const { columns } = this;
    const owner = new Uint32Array(columns.domains.length);
    for (let app = 0; app < this.count; app += 1)
      owner.fill(app, columns.domainStart[app], columns.domainStart[app + 1]);
    const wildcards = Array.from({ length: columns.wildcards.length / 4 }, (_, i) => ({
      node: columns.wildcards[i * 4] ?? 0,
      before: this.textAt(columns.wildcards[i * 4 + 1] ?? 0),
      after: this.textAt(columns.wildcards[i * 4 + 2] ?? 0),
      rule: columns.wildcards[i * 4 + 3] ?? 0,
    }));
    return openMatcher(
      {
        apps: this.count,
        hosts: { text: columns.labels, edges: columns.edges, rules: columns.nodeRules, wildcards },
        appOf: (rule) => owner[rule] ?? 0,
        textOf: (rule) => this.textAt(columns.domains[rule] ?? 0),
        isBackground: (rule) => BACKGROUND.has(this.kind(owner[rule] ?? 0)),
        ranges: [...this.rangesOf].flatMap(([appIndex, ranges]) => ranges.map((range) => ({ appIndex, range }))),
      },
      customApps,
    );
  }
}

function readValue(text: string): FactorValue['value'] | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'boolean' || typeof value === 'string' || typeof value === 'number') return value;
    return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : null;
  } catch {
    return null;
  }
}

/** Bytes as characters, in pieces that fit a call's arguments; spreading them would go through an iterator, ten times slower. */
function latin1(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192)
    pieces.push(Reflect.apply(String.fromCharCode, null, bytes.subarray(at, Math.min(bytes.length, at + 8192))));
  return pieces.join('');
}
