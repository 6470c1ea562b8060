/**
 * What can be changed at a provider: the actions of `core/model/control` as requests of its REST API. An action first looks at what it is
 * about, by reading only; the requests that change something are made from what was given and seen, and nothing else.
 */
import { AppError } from '../contract/errors.ts';
import { encodePercent } from '../kit/text.ts';
import type { ControlAction, ControlValue, Given, Looked } from '../model/control.ts';
import type { Ask, Explained, Setting, Values } from './provider.ts';
import type { Reply } from './reply.ts';

export type { Looked } from '../model/control.ts';

export interface LookTools {
  /** Settings of the connection, without secrets. */
  readonly where: Values;
  readonly given: Given;
  /** Asks for something that changes nothing. @throws PullFault */
  readonly read: (ask: Ask) => Promise<Reply>;
}

/** What a request is made from. */
export interface Target {
  readonly where: Values;
  readonly given: Given;
  readonly seen: Looked;
}

export interface WriteAction {
  readonly action: ControlAction;
  /** Values that must be given. */
  readonly needs: readonly ControlValue[];
  /** Scope or role that the credentials for changes need. */
  readonly permission: string;
  readonly source: string;
  look(tools: LookTools): Promise<Looked>;
  request(target: Target): Ask;
  /** Sending the request twice leaves the same as sending it once: it may be sent again when no answer came. */
  readonly isRepeatable: boolean;
  /** The way back; null when the API has none, with `noWayBack` saying why. */
  readonly undo: ((target: Target) => Ask) | null;
  readonly noWayBack?: string;
  /** Whether the way back may be sent again when no answer came; absent: as the request. */
  readonly isUndoRepeatable?: boolean;
}

export interface Writing {
  /** Catalog ids of the apps whose accounts, files or grants it acts on. */
  readonly apps: readonly string[];
  /** What to make at the provider, in one or two sentences. */
  readonly setup: string;
  /** Keys of the settings that let requests in. Changes have their own: those for reading are never used for them. */
  readonly credentials: readonly string[];
  /** More places than those that are read from. */
  readonly origins?: readonly string[];
  /** OAuth scopes, where a token is asked for with them. */
  readonly scope?: string;
  readonly actions: readonly WriteAction[];
}

/** Settings that hold the credentials for changes: those for reading under names of their own. */
export function writeSettings(settings: readonly Setting[], { credentials }: Writing): Setting[] {
  return settings
    .filter(({ key }) => credentials.includes(key))
    .map((setting) => ({ ...setting, key: writeKey(setting.key), label: `${setting.label}, for changes` }));
}

/** `clientSecret` → `writeClientSecret`. */
export function writeKey(key: string): string {
  return `write${key.slice(0, 1).toUpperCase()}${key.slice(1)}`;
}

/** Values as a provider's `auth` takes them, with the credentials for changes and without those for reading. */
export function valuesForChanges(values: Values, { credentials, scope }: Writing): Values {
  const changed = Object.fromEntries(Object.entries(values).filter(([key]) => !credentials.includes(key)));
  for (const key of credentials) {
    const value = values[writeKey(key)] ?? '';
    if (value !== '') changed[key] = value;
  }
  return scope === undefined ? changed : { ...changed, scope };
}

/** One segment of a path, which leads nowhere else. @throws AppError input.invalid */
export function part(value: string | undefined): string {
  if (value === undefined || value === '' || value === '.' || value === '..') {
    throw new AppError('input.invalid', 'No request is made: the provider does not say which one is meant.');
  }
  return encodePercent(value);
}

export function json(method: 'POST' | 'PUT' | 'PATCH', url: string, body: unknown, more: Partial<Ask> = {}): Ask {
  return {
    url,
    method,
    ...more,
    headers: { 'content-type': 'application/json', ...more.headers },
    body: JSON.stringify(body),
  };
}

/** A value for people: true and false as words, nothing as unknown. */
export function shown(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string' || typeof value === 'number') return String(value).slice(0, 500);
  return 'unknown';
}

/** What a refusal of a change, of looking before it or of a listing means; null where there is none. The words of the provider come with it. */
export function explainRefusal(reply: Reply): Explained | null {
  const { status } = reply;
  const isGood = status >= 200 && status < 300;
  if (isGood && !isRefusedWithin(reply)) return null;
  const words = saidBy(reply);
  const said = words === '' ? `status ${status}` : words;
  if (isGood) return { kind: 'error', message: `The provider refused it (${said}).` };
  const known = MEANINGS[status];
  if (known !== undefined)
    return { kind: status === 401 || status === 403 ? 'attention' : 'error', message: `${known} (${said}).` };
  return { kind: 'error', message: `The provider refused it: status ${status} (${said}).` };
}

const MEANINGS: Readonly<Record<number, string>> = {
  400: '400: the provider does not understand or allow this request',
  401: '401: the credentials are not accepted',
  403: '403: the credentials lack a permission',
  404: '404: the provider knows no such thing, or does not show it to these credentials',
  409: '409: it contradicts the state that the provider has',
  412: '412: it was changed meanwhile',
  422: '422: the provider does not allow this request',
};

/** Slack says no with status 200; a list of Salesforce does so for each record. */
function isRefusedWithin(reply: Reply): boolean {
  if (reply.at('ok') === false) return true;
  const list = reply.at();
  return Array.isArray(list) && list.length > 0 && list.every((_, at) => reply.at(String(at), 'success') === false);
}

/** Where providers put their words. */
const PLACES: readonly (readonly string[])[] = [
  ['error', 'message'],
  ['error_summary'],
  ['errorSummary'],
  ['Errors', 'description'],
  ['0', 'message'],
  ['0', 'errors', '0', 'message'],
  ['errors', '0', 'detail'],
  ['error_description'],
  ['message'],
  ['detail'],
  ['error'],
  ['code'],
];

function saidBy(reply: Reply): string {
  for (const place of PLACES) {
    const word = reply.word(...place);
    if (word !== '') return word;
  }
  return '';
}
