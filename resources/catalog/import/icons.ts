/**
 * Writes the icons that the console shows beside apps, for those that an icon set has under the app's own name:
 *
 *   node resources/catalog/import/icons.ts --packages FOLDER
 *
 * FOLDER holds the unpacked npm packages `simple-icons`, `@iconify-json/logos` and `@lobehub/icons-static-svg`. Only plain
 * paths with one fill each are taken: what a page draws from them cannot be more than shapes. Other apps keep their letters.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { CloudApp } from '../../../core/model/app.ts';
import { buildApps } from '../build.ts';
import { nameKey } from '../merge/name-key.ts';
import { ownedDomain } from './domains.ts';

/** Width and height of the view, then fill and path data by turns. */
type Icon = readonly (string | number)[];

const { values } = parseArgs({ options: { packages: { type: 'string' } } });
const folder = values.packages ?? '';
if (!existsSync(path.join(folder, 'simple-icons')))
  throw new Error('usage: node resources/catalog/import/icons.ts --packages FOLDER');
const read = (file: string): string => readFileSync(path.join(folder, file), 'utf8');

/** Longer ones would weigh more than they are worth at 22 pixels, but for apps that are met everywhere. */
const MOST_CHARACTERS = 2600;
const MOST_OF_WELL_KNOWN = 8000;
/** Known values from which an app counts as met everywhere. */
const WELL_KNOWN_VALUES = 40;
/** Consumer brands below are too many for too little. */
const CONSUMER_POPULARITY = 7;

/** Apps whose vendor's mark stands for them, by the mark's name. */
const MARKS: ReadonlyMap<string, string> = new Map([
  ['chatgpt', 'openai'],
  ['openai-api', 'openai'],
  ['amazon-web-services', 'aws'],
  ['microsoft-365', 'microsoft'],
  ['microsoft-365-admin-and-portal', 'microsoft'],
  ['atlassian-cloud', 'atlassian'],
]);
const PATH_DATA = /^[MmLlHhVvCcSsQqTtAaZz0-9eE\s,.+-]+$/;
const FILL = /^#[0-9a-fA-F]{3,8}$/;

/** Brands whose icon has another app's name, or a word too common to tell whose it is. */
const NOT_THEIRS: ReadonlySet<string> = new Set([
  'element',
  'box-it',
  'target',
  'shell',
  'nothing',
  'next',
  'sage-pay',
]);

interface SimpleIcon {
  readonly title: string;
  readonly slug?: string;
  readonly hex: string;
  readonly source: string;
}

function simpleSlug(title: string): string {
  return title
    .toLowerCase()
    .replaceAll('+', 'plus')
    .replaceAll('.', 'dot')
    .replaceAll('&', 'and')
    .normalize('NFD')
    .replace(/[^a-z\d]/g, '');
}

/** By name key; `domain` is where the set says that the icon is from. */
const byName = new Map<string, { readonly icon: Icon; readonly domain: string | null }>();
function offer(name: string, icon: Icon | null, domain: string | null): void {
  const key = nameKey(name);
  if (icon === null || key.length < 2 || byName.has(key)) return;
  byName.set(key, { icon, domain });
}

/** Plain paths of an SVG's body; null when it holds anything else. */
function plainPaths(body: string, view: readonly [number, number], fill: string): Icon | null {
  const parts: (string | number)[] = [...view];
  const rest = body.replace(/<path ((?:[\w-]+="[^"]*"\s*)*)\/>/g, (_, attributes: string) => {
    const found = new Map([...attributes.matchAll(/([\w-]+)="([^"]*)"/g)].map((one) => [one[1] ?? '', one[2] ?? '']));
    const colour = found.get('fill') ?? fill;
    const data = found.get('d') ?? '';
    const others = [...found.keys()].some((name) => !['fill', 'd', 'fill-rule', 'clip-rule'].includes(name));
    if (others || !FILL.test(colour) || !PATH_DATA.test(data)) return 'x';
    parts.push(colour, data);
    return '';
  });
  return rest.trim() === '' && parts.length > 2 ? parts : null;
}

for (const { title, slug, hex, source } of JSON.parse(read('simple-icons/data/simple-icons.json')) as SimpleIcon[]) {
  const file = `simple-icons/icons/${slug ?? simpleSlug(title)}.svg`;
  if (!existsSync(path.join(folder, file))) continue;
  const body = read(file)
    .replace(/^.*?<\/title>/, '')
    .replace('</svg>', '');
  offer(title, plainPaths(body, [24, 24], `#${hex}`), ownedDomain(source));
}
const AI_ICONS = path.join(folder, '@lobehub/icons-static-svg/icons');
const logos = JSON.parse(read('@iconify-json/logos/icons.json')) as {
  readonly width: number;
  readonly height: number;
  readonly icons: Readonly<
    Record<string, { readonly body: string; readonly width?: number; readonly height?: number }>
  >;
};
for (const [name, { body, width = logos.width, height = logos.height }] of Object.entries(logos.icons)) {
  // Wide ones are words, not marks.
  if (width / height > 1.5 || height / width > 1.5) continue;
  offer(name.replace(/-icon$/, '').replaceAll('-', ' '), plainPaths(body, [width, height], '#000000'), null);
}

function iconOf(app: CloudApp, alone: (key: string) => boolean): Icon | null {
  if (NOT_THEIRS.has(app.id)) return null;
  const mark = MARKS.get(app.id);
  const key = mark ?? nameKey(app.name);
  const found = byName.get(key);
  if (found !== undefined) {
    const most = Object.keys(app.factors).length < WELL_KNOWN_VALUES ? MOST_CHARACTERS : MOST_OF_WELL_KNOWN;
    if (found.icon.join('').length > most) return null;
    const owned = new Set(app.domains.map((domain) => ownedDomain(domain)));
    const isTheirs = found.domain !== null && owned.has(found.domain);
    // Another's domain may still be a press page, so the name decides where only one app has it, or one is called so.
    return isTheirs || mark !== undefined || alone(key) || app.id === key ? found.icon : null;
  }
  const file = path.join(AI_ICONS, `${key}-color.svg`);
  const plain = path.join(AI_ICONS, `${key}.svg`);
  if (!alone(key) || (app.category !== 'generative-ai' && app.category !== 'ai-model-provider')) return null;
  for (const one of [file, plain]) {
    if (!existsSync(one)) continue;
    const body = readFileSync(one, 'utf8')
      .replace(/^.*?<\/title>/, '')
      .replace('</svg>', '');
    const icon = plainPaths(body, [24, 24], '#000000');
    if (icon !== null && icon.join('').length <= MOST_CHARACTERS) return icon;
  }
  return null;
}

const apps = buildApps().filter(({ kind, factors }) => {
  const popularity = Number(factors.consumerPopularity?.value ?? 0);
  return kind === 'saas' || (kind === 'consumer' && popularity >= CONSUMER_POPULARITY);
});
const holders = Map.groupBy(apps, (app) => nameKey(app.name));
const icons: Record<string, Icon> = {};
for (const app of apps) {
  const icon = iconOf(app, (key) => holders.get(key)?.length === 1);
  if (icon !== null) icons[app.id] = icon;
}
// Text, not a module: compilers and formatters need not read it.
const out = new URL('../../../renderer/kit/risk/icons/app-icons.txt', import.meta.url);
const lines = Object.entries(icons).map(([id, icon]) => `${JSON.stringify(id)}:${JSON.stringify(icon)}`);
writeFileSync(out, `{\n${lines.join(',\n')}\n}\n`);
process.stdout.write(`${lines.length} icons\n`);
