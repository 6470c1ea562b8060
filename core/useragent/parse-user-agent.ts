/**
 * In: a user agent string as a log has it. Out: client, system, device and what is remarkable about them.
 * Guarantee: any text is answered, nothing is guessed: what the string does not say is null, a string that says nothing is `unknown`.
 */
import Bowser from 'bowser';
import type { UserAgent, UserAgentTag } from '../model/user-agent.ts';
import { browserEnd, osEnd } from './ages.ts';
import { CLIENT_RULES, type ClientRule } from './clients.ts';

/** Nothing that names a client is longer; what comes after is padding or an attack on patterns. */
const MAX_LENGTH = 1024;
const MEMO_ENTRIES = 20_000;

type Client = Omit<UserAgent, 'tags'> & { readonly isLegacy: boolean };

/** A user agent apart from the day it is judged by. */
export interface AgelessUserAgent {
  readonly client: Omit<UserAgent, 'tags'>;
  /** Instants (ms since 1970, ascending) after each of which one more tag holds. */
  readonly turns: readonly number[];
  /** What is remarkable at an instant. */
  tagsAt(at: number): UserAgentTag[];
}

const UNKNOWN: Client = {
  name: null,
  version: null,
  kind: 'unknown',
  os: null,
  osVersion: null,
  device: null,
  isLegacy: false,
};

const memo = new Map<string, AgelessUserAgent>();

/** @param at time of the event, ms since 1970: outdated is judged by that day */
export function parseUserAgent(text: string, at: number): UserAgent {
  const { client, tagsAt } = readUserAgent(text);
  return { ...client, tags: tagsAt(at) };
}

/** The same for an event of any day. */
export function readUserAgent(text: string): AgelessUserAgent {
  const key = text.slice(0, MAX_LENGTH);
  let known = memo.get(key);
  if (known === undefined) {
    if (memo.size >= MEMO_ENTRIES) memo.clear();
    known = ageless(parse(key));
    memo.set(key, known);
  }
  return known;
}

function ageless({ isLegacy, ...client }: Client): AgelessUserAgent {
  const { name, version, kind, os, osVersion } = client;
  const browser =
    kind === 'browser' && name !== null && version !== null ? browserEnd(name, version) : Number.POSITIVE_INFINITY;
  const system = os !== null && osVersion !== null ? osEnd(os, osVersion) : Number.POSITIVE_INFINITY;
  return {
    client,
    turns: [browser, system].filter((end) => end < Number.POSITIVE_INFINITY).sort((a, b) => a - b),
    tagsAt: (at) => [
      ...(kind === 'app' || kind === 'script' ? (['nativeClient'] as const) : []),
      ...(at > browser ? (['outdatedBrowser'] as const) : []),
      ...(at > system ? (['outdatedOs'] as const) : []),
      ...(kind === 'crawler' || kind === 'script' ? (['robot'] as const) : []),
      ...(isLegacy ? (['legacyAuthentication'] as const) : []),
    ],
  };
}

function parse(text: string): Client {
  for (const rule of CLIENT_RULES) {
    const match = rule.pattern.exec(text);
    if (match) return ofClient(rule, match, systemOf(text));
  }
  if (!/^(?:Mozilla|Opera)\/\d/.test(text)) return { ...UNKNOWN, ...systemOf(text) };
  return ofBrowser(text);
}

type System = Pick<Client, 'os' | 'osVersion' | 'device'>;

function ofClient(rule: ClientRule, match: RegExpExecArray, system: System): Client {
  // An app's own word for the system goes before what its frame claims.
  const os = rule.os ?? system.os;
  return {
    name: rule.name,
    version: match.slice(1).find((part) => part !== undefined && part !== '') ?? null,
    kind: rule.kind,
    os,
    osVersion: os === system.os ? system.osVersion : null,
    device: rule.device ?? system.device,
    isLegacy: rule.legacy === true,
  };
}

const BROWSERS = new Set(Object.values(Bowser.BROWSER_MAP));

function ofBrowser(text: string): Client {
  const { browser } = Bowser.parse(text);
  // For what it does not know the library repeats the string's own words.
  const name = browser.name !== undefined && BROWSERS.has(browser.name) ? browser.name : null;
  const version = browser.version === undefined || browser.version === '' ? null : browser.version;
  const system = systemOf(text);
  if (name === null) return { ...UNKNOWN, ...system };
  return { name, version, kind: name === 'Electron' ? 'app' : 'browser', ...system, isLegacy: false };
}

/** Windows by the number of its kernel. NT 10.0 is Windows 10, 11 or a server: the string does not say which. */
const WINDOWS: Readonly<Record<string, string>> = {
  '5.1': 'XP',
  '5.2': 'Server 2003',
  '6.0': 'Vista',
  '6.1': '7',
  '6.2': '8',
  '6.3': '8.1',
  '10.0': '10 or 11',
};

const SYSTEMS: readonly (readonly [os: string, device: System['device'], pattern: RegExp])[] = [
  ['Windows Phone', 'mobile', /\bWindows Phone(?: OS)? ([\d.]+)/],
  ['Windows', 'desktop', /\bWindows NT ([\d.]+)/],
  ['Windows', 'desktop', /\bWindows\/([\d.]+)/],
  ['iPadOS', 'tablet', /\biPad;.* OS ([\d_]+)/],
  ['iPadOS', 'tablet', /^iPadOS\/([\d.]+)/],
  ['iOS', 'mobile', /\b(?:iPhone|iPod)[^)]* OS ([\d_]+)/],
  ['iOS', 'mobile', /^iOS\/([\d.]+)/],
  ['iOS', 'mobile', /\biOS ([\d.]+)/],
  ['Android', null, /\bAndroid[ /-]?(\d[\d.]*)?/],
  ['Chrome OS', 'desktop', /\bCrOS\b[^)]* ([\d.]+)/],
  ['macOS', 'desktop', /\bMac OS X ?([\d_.]*)/],
  ['macOS', 'desktop', /\b(?:macOS|Mac_OS_X|Mac\+OS\+X|Darwin|OS X)[/ ]([\d.]+)/],
  ['Linux', 'desktop', /\b(?:Linux|X11|Ubuntu)\b()/],
];

function systemOf(text: string): System {
  for (const [os, device, pattern] of SYSTEMS) {
    const match = pattern.exec(text);
    if (!match) continue;
    const version = (match[1] ?? '').replaceAll('_', '.');
    if (os === 'Windows') return { os, osVersion: WINDOWS[version] ?? (version === '10' ? '10 or 11' : null), device };
    // Reduced Chromium strings say "Android 10; K" whatever the system is; since 10.15 "Mac OS X" is as good as frozen.
    const isFrozen = os === 'Android' && /\bAndroid 10; K\)/.test(text);
    const osVersion = version === '' || isFrozen || (os === 'macOS' && /^10\.15/.test(version)) ? null : version;
    return { os, osVersion, device: os === 'Android' ? (/\bMobile\b/.test(text) ? 'mobile' : 'tablet') : device };
  }
  return { os: null, osVersion: null, device: null };
}
