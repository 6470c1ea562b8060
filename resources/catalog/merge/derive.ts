/** Facts that follow by rule: preloaded HSTS, seat by country code domain, what a category implies. */
import { collect, type DraftApp, type Source } from './draft.ts';

/**
 * Country code domains that mostly say where a company sits. Those sold to anybody for their letters (`.io`, `.ai`, `.co`,
 * `.me`, `.tv` …) say nothing.
 */
const SEATS = new Set(
  `ae al ar at au az ba bd be bg bh bo br by ca ch cl cn cr cy cz de dk do dz ec ee eg es fi fr ge gr gt hk hn hr hu id ie il
  ir it jo jp ke kr kw kz lk lt lu lv ma mk mt mx my ng ni nl no nz om pa pe ph pk pl pt py qa ro rs ru sa se sg si sk sv th
  tn tr tw ua uk us uy uz ve vn za`.split(/\s+/),
);

export function deriveFacts(
  app: DraftApp,
  authored: boolean,
  rules: Readonly<Record<string, string>>,
  rule: Source,
  preload: { readonly source: Source; readonly hosts: ReadonlySet<string> },
): void {
  const first = app.domains.find((domain) => !domain.includes('*'));
  if (first !== undefined && preload.hosts.has(first)) collect(app.facts, 'hsts', preload.source, true);
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
