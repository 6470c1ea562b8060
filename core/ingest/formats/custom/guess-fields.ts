/** In: the sources of a layout with their values. Out: which of them seem to be which field, by name and by what stands in them. */
import type { FormatFields, MappedField } from '../../../contract/custom-format.ts';
import { ipKind } from '../../../kit/ip.ts';
import { guessDateAndClock, guessTimePattern } from './guess-time.ts';
import type { Source } from './sources.ts';

interface Rule {
  readonly field: Exclude<MappedField, 'time'>;
  readonly name: RegExp;
  /** What a value looks like; a column of others is not taken, whatever its name. */
  readonly value: RegExp | ((value: string) => boolean);
  /** Enough without a fitting name. */
  readonly telling?: boolean;
}

const isIp = (value: string): boolean => ipKind(value, 0, value.length) !== 0;
const NUMBER = /^\d+(\.\d+)?$/;
const ANY = /./;

/** In this order: the first rule takes its source away from the later ones. */
const RULES: readonly Rule[] = [
  {
    field: 'url',
    name: /\b(url|uri|request|link)\b/,
    value: /^[a-z][a-z0-9+.-]*:\/\/|^[\w.-]+\.[a-z]{2,}(:\d+)?\//i,
    telling: true,
  },
  {
    field: 'sourceIp',
    name: /\b(s|c|src|source|client|local|orig|from|user|internal|int)\b.*\b(ip|addr|address|host|h)?\b/,
    value: isIp,
  },
  {
    field: 'destinationIp',
    name: /\b(d|dst|dest|destination|server|remote|resp|target|to|r|external|ext)\b/,
    value: isIp,
  },
  { field: 'sourceIp', name: ANY, value: isIp, telling: true },
  { field: 'destinationIp', name: ANY, value: isIp, telling: true },
  {
    field: 'destinationHost',
    name: /\b(host|domain|server|site|fqdn|sni|dest|destination|dst|query|hostname)\b/,
    value: /^(?!\d+$)[\w-]+(\.[\w-]+)+(:\d+)?$/,
  },
  {
    field: 'method',
    name: /\b(method|verb)\b/,
    value: /^(GET|POST|PUT|HEAD|CONNECT|DELETE|OPTIONS|PATCH|TRACE|PROPFIND)$/i,
    telling: true,
  },
  {
    field: 'sourceUser',
    name: /\b(user|username|login|account|principal|usr|identity|suser|upn)\b/,
    value: /^(?!\d+$).{1,120}$/,
  },
  {
    field: 'sourceHost',
    name: /\b(device|machine|computer|workstation|clienthost|client name|hostname|endpoint)\b/,
    value: /^[\w.-]{2,}$/,
  },
  { field: 'destinationPort', name: /\b(port|dport|dpt|dstport|destport|service)\b/, value: /^\d{1,5}$/ },
  { field: 'status', name: /\b(status|code|response code|http code|result code|sc status)\b/, value: /^[1-5]\d\d$/ },
  {
    field: 'bytesSent',
    name: /\b(sent|out|up|upload|uploaded|request size|req bytes|cs bytes|src bytes|orig bytes|tx|outgoing)\b/,
    value: NUMBER,
  },
  {
    field: 'bytesReceived',
    name: /\b(received|rcvd|recv|in|down|download|downloaded|response size|resp bytes|sc bytes|dst bytes|rx|incoming)\b/,
    value: NUMBER,
  },
  { field: 'bytesTotal', name: /\b(bytes|size|total|volume|traffic|length|octets)\b/, value: NUMBER },
  { field: 'count', name: /\b(count|hits|requests|transactions|times)\b/, value: /^\d+$/ },
  {
    field: 'action',
    name: /\b(action|verdict|decision|disposition|result|policy action|act|outcome|filter result)\b/,
    value: /^[A-Za-z][\w -]{1,30}$/,
  },
  {
    field: 'action',
    name: ANY,
    value: /^(allow(ed)?|den(y|ied)|block(ed)?|permit(ted)?|pass(ed)?|drop(ped)?|accept(ed)?|reject(ed)?)$/i,
    telling: true,
  },
  { field: 'userAgent', name: /\b(agent|browser|useragent|ua)\b/, value: /^[A-Za-z]/ },
  { field: 'contentType', name: /\b(mime|content type|contenttype|media type)\b/, value: /^[\w.+-]+\/[\w.+-]+/ },
  { field: 'vendorCategory', name: /\b(category|categories|cat|class)\b/, value: ANY },
  { field: 'vendorApp', name: /\b(app|application|appname|service name)\b/, value: ANY },
];

export function guessFields(sources: readonly Source[]): FormatFields {
  const fields: Record<string, unknown> = {};
  const taken = new Set<string>();
  const time = guessTime(sources);
  if (time !== undefined) {
    fields.time = time;
    for (const name of typeof time.from === 'string' ? [time.from] : time.from) taken.add(name);
  }
  for (const rule of RULES) {
    if (fields[rule.field] !== undefined) continue;
    const found = sources.find(
      (source) => !taken.has(source.name) && nameFits(rule, source.name) && valuesFit(rule, source.values),
    );
    if (found === undefined) continue;
    taken.add(found.name);
    fields[rule.field] = defaultsOf(rule.field, found.name);
  }
  return fields as FormatFields;
}

function defaultsOf(field: MappedField, from: string): unknown {
  if (field === 'sourceUser') return { from, form: 'logged' };
  if (field === 'action') return { from, deny: [], allow: [] };
  if (field === 'bytesSent' || field === 'bytesReceived' || field === 'bytesTotal') return { from, unit: 'B' };
  return { from };
}

/** `dstIp`, `dst_ip` and `Dst-IP` are two words each. */
function wordsOf(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/(ip|addr|port|host|user|bytes|name|time)$/i, ' $1')
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .trim()
    .toLowerCase();
}

function nameFits(rule: Rule, name: string): boolean {
  return rule.telling === true || rule.name.test(wordsOf(name)) || rule.name.test(name.toLowerCase());
}

/** Nearly all of the values that are there. */
function valuesFit(rule: Rule, values: readonly string[]): boolean {
  const given = values.filter((value) => value !== '' && value !== '-').slice(0, 100);
  if (given.length === 0) return false;
  const fits = typeof rule.value === 'function' ? rule.value : (value: string) => (rule.value as RegExp).test(value);
  return given.filter(fits).length >= given.length * 0.9;
}

function guessTime(sources: readonly Source[]): FormatFields['time'] {
  const byName = [...sources].sort((a, b) => Number(isTimeName(b.name)) - Number(isTimeName(a.name)));
  for (const { name, values } of byName) {
    const pattern = guessTimePattern(values);
    if (pattern !== undefined) return { from: name, pattern };
  }
  for (const date of sources) {
    for (const clock of sources) {
      if (clock === date) continue;
      const pattern = guessDateAndClock(date.values, clock.values);
      if (pattern !== undefined) return { from: [date.name, clock.name], pattern };
    }
  }
  return undefined;
}

function isTimeName(name: string): boolean {
  return /time|date|when|stamp|^ts$/i.test(name);
}
