/**
 * In: the paths that say neither when, who nor what. Out: what else a first description maps them to, by their names: whoever describes a log
 * should have to correct, not to type. Only one path is proposed for each, and no path for two.
 */
import type { CustomConnector, MappedActivityField } from '../../contract/custom-connector.ts';
import type { RecordPath } from './guess.ts';

type Part =
  | 'object.type'
  | 'object.id'
  | 'object.name'
  | 'object.owner'
  | 'place.country'
  | 'place.region'
  | 'place.city';
type Place = MappedActivityField | Part;

const THING =
  'object|item|file|resource|entity|document|doc|asset|record|board|page|project|channel|sheet|folder|envelope|vault|repo|repository|zone';
const PERSON = 'user|actor|member|account|person|admin|author|owner|employee|operator';

/** In this order: what is named more exactly comes first. Names are compared as words joined by one blank. */
const NAMES: readonly (readonly [place: Place, name: RegExp])[] = [
  ['place.country', /\bcountry\b/],
  ['place.city', /\bcity\b/],
  ['place.region', /\b(?:region|state|province)\b/],
  ['object.owner', new RegExp(`\\b(?:${THING}) owner\\b|^owner(?: email| name)?$`)],
  ['target', /\b(?:target|recipient|affected|assignee|invitee|impacted|acted upon|to user|shared with)\b/],
  ['object.type', new RegExp(`\\b(?:${THING}) (?:type|kind)\\b`)],
  ['object.id', new RegExp(`\\b(?:${THING}) (?:gu|uu)?id\\b`)],
  ['object.name', new RegExp(`\\b(?:${THING})(?: (?:name|title|path))?$`)],
  ['userId', new RegExp(`\\b(?:${PERSON}) (?:gu|uu)?id\\b`)],
  ['userName', new RegExp(`\\b(?:${PERSON}|display|full) name\\b|^(?:${PERSON}|name)$`)],
  ['correlationId', /\b(?:correlation|request|trace|transaction) ?id\b/],
  ['instance', /\b(?:tenant|organi[sz]ation|org|workspace|team|domain|instance|site)(?: (?:name|id))?$/],
  ['clientApp', /\b(?:application|app|client|platform|product|integration)(?: (?:name|type))?$/],
  ['reason', /\b(?:reason|error|failure)\b/],
  [
    'description',
    /\b(?:detail|details|description|message|info|information|summary|note|notes|comment|comments|context)\b/,
  ],
];

export interface MoreGuesses {
  readonly paths: Partial<Record<MappedActivityField, string[]>>;
  readonly object: CustomConnector['object'];
  readonly place: CustomConnector['place'];
}

/** @param taken what is mapped already; what is proposed joins it */
export function guessMore(found: readonly RecordPath[], taken: Set<string>, mapped: ReadonlySet<string>): MoreGuesses {
  const chosen = new Map<Place, string>();
  for (const [place, name] of NAMES) {
    if (mapped.has(place)) continue;
    const one = found.find(({ path }) => !taken.has(path) && name.test(wordsOf(path)));
    if (one === undefined) continue;
    taken.add(one.path);
    chosen.set(place, one.path);
  }
  const at = (place: Place): string[] => {
    const path = chosen.get(place);
    return path === undefined ? [] : [path];
  };
  const has = (beginning: string): boolean => [...chosen.keys()].some((place) => place.startsWith(beginning));
  const paths: Partial<Record<MappedActivityField, string[]>> = {};
  for (const [place, path] of chosen) if (!place.includes('.')) paths[place as MappedActivityField] = [path];
  return {
    paths,
    object: has('object.')
      ? {
          type: 'object',
          typeFrom: at('object.type'),
          id: at('object.id'),
          name: at('object.name'),
          owner: at('object.owner'),
        }
      : undefined,
    place: has('place.')
      ? { country: at('place.country'), region: at('place.region'), city: at('place.city') }
      : undefined,
  };
}

/** `actor.userName`, `Actor user name` and `actor_user_name` alike. */
function wordsOf(path: string): string {
  return path
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

/** A product whose logs are known in other shapes. */
export interface KnownApp {
  /** Its id in the catalog. */
  readonly app: string;
  readonly title: string;
  readonly vendor: string;
}

/**
 * The app whose name stands in a file's: `dropbox_activity_2026.csv`. Not that of a vendor with many apps, whose name says too little.
 * @returns undefined where none or several do
 */
export function appNamed(title: string, known: readonly KnownApp[]): string | undefined {
  // As it stands too: no capital begins a word in `1Password`.
  const words = ` ${wordsOf(title)} ${title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()} `;
  const named = (app: string): boolean =>
    words.includes(` ${app.replaceAll('-', ' ')} `) || words.includes(` ${app.replaceAll('-', '')} `);
  const found = [...new Set(known.map(({ app }) => app))].filter((app) => app !== '' && named(app));
  return found.length === 1 ? found[0] : undefined;
}
