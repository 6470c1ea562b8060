/** Facts that follow by rule: preloaded HSTS, classes of domains, seat by country code domain, what a category implies. */
import type { ListSource } from '../import/listed.ts';
import { collect, type DraftApp, type Source } from './draft.ts';
import { readText } from './read-files.ts';

/**
 * Country code domains that mostly say where a company sits. Those sold to anybody for their letters (`.io`, `.ai`, `.co`,
 * `.me`, `.tv` …) say nothing.
 */
const SEATS = new Set(
  `ae al ar at au az ba bd be bg bh bo br by ca ch cl cn cr cy cz de dk do dz ec ee eg es fi fr ge gr gt hk hn hr hu id ie il
  ir it jo jp ke kr kw kz lk lt lu lv ma mk mt mx my ng ni nl no nz om pa pe ph pk pl pt py qa ro rs ru sa se sg si sk sv th
  tn tr tw ua uk us uy uz ve vn za`.split(/\s+/),
);

/** Hosts that one list names. */
interface HostList {
  readonly source: Source;
  readonly hosts: ReadonlySet<string>;
}

/** What the lists of hosts say, and what the category implies. */
export interface Derivation {
  readonly rules: Readonly<Record<string, string>>;
  readonly rule: Source;
  readonly preload: HostList;
  readonly disposable: HostList;
  readonly shorteners: HostList;
  /** Shorteners that no list names. */
  readonly ownShorteners: HostList;
}

/** Categories of those who hand out addresses; others get mail at addresses of their own that look alike. */
const MAIL = new Set(['webmail', 'communications', 'productivity']);

/** @param basis how a value follows from standing on the list */
export function readHosts(file: string, basis: Source['basis']): HostList {
  const [first = '', ...hosts] = readText(file).split('\n');
  const { name, asOf } = JSON.parse(first.slice(2)) as ListSource;
  return { source: { name, asOf, basis }, hosts: new Set(hosts.filter((host) => host !== '')) };
}

export function deriveFacts(app: DraftApp, authored: boolean, from: Derivation): void {
  const { rules, rule, preload, disposable, shorteners, ownShorteners } = from;
  const first = app.domains.find((domain) => !domain.includes('*'));
  if (first !== undefined && preload.hosts.has(first)) collect(app.facts, 'hsts', preload.source, true);
  if (first !== undefined && disposable.hosts.has(first) && MAIL.has(app.category))
    collect(app.facts, 'disposable', disposable.source);
  const isShort = (domain: string): boolean => shorteners.hosts.has(domain) || ownShorteners.hosts.has(domain);
  const short = app.domains.filter(isShort).sort();
  const { source } = short.every((domain) => shorteners.hosts.has(domain)) ? shorteners : ownShorteners;
  if (short.length > 0) collect(app.facts, `shortens=${short.join(',')}`, source);
  // Of consumer sites that only lists name, even the category is a guess: nothing is built on it.
  if (app.kind !== 'saas' && !(app.kind === 'consumer' && authored)) return;
  collect(app.facts, rules[app.category] ?? '', rule);
}

/** Seat by the country code that all domains of a listed app share; for authored apps absence means unknown. */
export function inferSeat(app: DraftApp): void {
  const endings = new Set(app.domains.map((domain) => domain.split('.').at(-1) ?? ''));
  const [ending = ''] = endings;
  if (endings.size !== 1 || !SEATS.has(ending)) return;
  const country = ending === 'uk' ? 'GB' : ending.toUpperCase();
  collect(app.facts, `headquarters=${country}`, {
    name: 'country code of the domain',
    asOf: '2026',
    basis: 'inferred',
  });
}
