/** The authored apps: `apps/CATEGORY.ndjson`, facts of `lists/*.json` by app id, rules by category. */
import type { AppKind } from '../../../core/model/app.ts';
import { collect, type DraftApp, type Source, slug } from './draft.ts';
import { filesIn, readJson, readText } from './read-files.ts';
import { confirmedWords } from './unconfirmed.ts';

interface AuthoredApp {
  readonly id?: string;
  readonly name: string;
  readonly vendor?: string;
  readonly about?: string;
  readonly homepage?: string;
  readonly hq?: string;
  readonly founded?: number;
  readonly holding?: 'public' | 'private';
  /** Space-separated; the first is the home page's host unless `homepage` is given. */
  readonly domains: string;
  readonly ranges?: readonly string[];
  readonly kind?: AppKind;
  readonly facts?: Readonly<Record<string, string>>;
}

interface FactList {
  readonly source: Source;
  readonly apps: Readonly<Record<string, string>>;
}

/** @throws Error naming file and app. */
export function readHead(named: Readonly<Record<string, Source>>): DraftApp[] {
  const lists = filesIn('lists/').map((file) => ({
    file,
    list: file.replace(/\.json$/, ''),
    ...readJson<FactList>(`lists/${file}`),
  }));
  const head: DraftApp[] = [];
  const seen = new Set<string>();
  for (const file of filesIn('apps/')) {
    const category = file.replace(/\.ndjson$/, '');
    for (const line of readText(`apps/${file}`).split('\n')) {
      if (line === '') continue;
      const app = JSON.parse(line) as AuthoredApp;
      const id = app.id ?? slug(app.name);
      if (seen.has(id)) throw new Error(`${file}: "${id}" is listed twice`);
      seen.add(id);
      const facts: DraftApp['facts'] = new Map();
      const record = [
        app.hq === undefined ? '' : `headquarters=${app.hq}`,
        app.founded === undefined ? '' : `founded=${app.founded}`,
        app.holding === undefined ? '' : `holding=${app.holding}`,
      ].join(' ');
      for (const [key, text] of [['record', record] as const, ...Object.entries(app.facts ?? {})]) {
        const source = Object.hasOwn(named, key) ? named[key] : undefined;
        if (source === undefined) throw new Error(`${file}: "${id}" cites "${key}", which sources.json does not name`);
        collect(facts, text, source);
      }
      for (const { list, apps, source } of lists)
        collect(facts, confirmedWords(list, Object.hasOwn(apps, id) ? (apps[id] ?? '') : '', facts), source, true);
      const domains = app.domains.split(' ').filter((domain) => domain !== '');
      const first = domains.find((domain) => !domain.includes('*'));
      const apart = app.kind === 'infrastructure' || app.kind === 'tracker';
      head.push({
        id,
        name: app.name,
        category,
        vendor: app.vendor ?? null,
        description: app.about ?? null,
        homepage: app.homepage ?? (apart || first === undefined ? null : `https://${first}`),
        domains,
        ipRanges: app.ranges ?? [],
        kind: app.kind ?? 'saas',
        facts,
      });
    }
  }
  for (const { file, apps } of lists) {
    const stray = Object.keys(apps).find((id) => !seen.has(id));
    if (stray !== undefined) throw new Error(`lists/${file}: no app "${stray}"`);
  }
  return head;
}
