/** Parts of an activity put together from texts that may be blank: what the record does not say is left out. */
import type { ActivityDevice, ActivityObject, ActivityPlace, SharingLevel } from '../../model/activity.ts';

type Texts<K extends string> = { readonly [P in K]?: string | undefined };

/** The entries that are neither blank nor undefined. */
function filled<K extends string>(texts: Texts<K>): { [P in K]?: string } {
  const found: { [P in K]?: string } = {};
  for (const key of Object.keys(texts) as K[]) {
    const text = texts[key];
    if (text !== undefined && text !== '') found[key] = text;
  }
  return found;
}

/** @param at latitude and longitude in degrees; both or neither */
export function place(
  texts: Texts<'country' | 'region' | 'city' | 'isp'>,
  at: readonly [latitude: number | undefined, longitude: number | undefined] = [undefined, undefined],
): ActivityPlace {
  const [latitude, longitude] = at;
  return {
    ...filled(texts),
    ...(latitude === undefined || longitude === undefined ? {} : { latitude, longitude }),
  };
}

/** A device's texts; words that only say that it is not known count as blank. */
export function device(
  texts: Texts<'id' | 'name' | 'os' | 'browser'>,
  flags: { readonly managed?: boolean | undefined; readonly compliant?: boolean | undefined } = {},
): ActivityDevice {
  const { managed, compliant } = flags;
  const known = (text: string | undefined): string => (text === undefined || /^unknown$/i.test(text) ? '' : text);
  const { id, name, os, browser } = texts;
  return {
    ...filled({ id, name, os: known(os), browser: known(browser) }),
    ...(managed === undefined ? {} : { managed }),
    ...(compliant === undefined ? {} : { compliant }),
  };
}

export function object(
  type: string,
  texts: Texts<'id' | 'name' | 'owner' | 'parent'>,
  sharing?: SharingLevel | undefined,
): ActivityObject {
  return { type, ...filled(texts), ...(sharing === undefined ? {} : { sharing }) };
}

/** The object alone in a list; an empty list where neither id nor name is known. */
export function objects(
  type: string,
  texts: Texts<'id' | 'name' | 'owner' | 'parent'>,
  sharing?: SharingLevel,
): ActivityObject[] {
  return (texts.id ?? '') === '' && (texts.name ?? '') === '' ? [] : [object(type, texts, sharing)];
}

/** The folder of a path or address; '' for what lies in none. */
export function folderOf(path: string): string {
  const end = path.lastIndexOf('/');
  // What ends in a slash is a place, and the slashes behind a scheme begin a host.
  return end <= 0 || end === path.length - 1 || path[end - 1] === '/' ? '' : path.slice(0, end);
}
