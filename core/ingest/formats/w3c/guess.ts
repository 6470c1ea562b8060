/**
 * In: the columns of a line from a file without `#Fields` (cut, rotated, relayed).
 * Out: the columns of a product's default layout, when the line has its shape: IIS, the main logs of Blue Coat's releases, ISA's own CSV.
 */

import { ipKind } from '../../../kit/ip.ts';
import { isMethod } from '../shared/clf.ts';
import { parseUint } from '../shared/numbers.ts';
import { addressEnd } from '../shared/url.ts';
import { type ColumnPlan, planColumns } from './columns.ts';
import type { Tokens } from './tokens.ts';

const plans = new Map<string, ColumnPlan | undefined>();

/** Plans are few (one a shape), so they are kept. */
export function planOf(names: string): ColumnPlan | undefined {
  let found = plans.get(names);
  if (found === undefined && !plans.has(names)) {
    found = planColumns(names.split(' '));
    plans.set(names, found);
  }
  return found;
}

const BLUECOAT_NEW =
  'date time time-taken c-ip cs-username cs-auth-group x-exception-id sc-filter-result cs-categories cs(Referer) sc-status s-action cs-method rs(Content-Type) cs-uri-scheme cs-host cs-uri-port cs-uri-path cs-uri-query cs-uri-extension cs(User-Agent) s-ip sc-bytes cs-bytes x-virus-id x-bluecoat-application-name x-bluecoat-application-operation';
/** SGOS 6.7 and later put the upstream host between group and exception (Broadcom KB 168187). */
const BLUECOAT_SUPPLIER = BLUECOAT_NEW.replace(
  'cs-auth-group ',
  'cs-auth-group s-supplier-name s-supplier-ip s-supplier-country s-supplier-failures ',
);
/** The log of requests that stayed encrypted has neither path nor query nor referer. */
const BLUECOAT_SSL = BLUECOAT_SUPPLIER.replace('cs(Referer) ', '').replace('cs-uri-path cs-uri-query ', '');
export const BLUECOAT_OLD =
  'date time time-taken c-ip sc-status s-action sc-bytes cs-bytes cs-method cs-uri-scheme cs-host cs-uri-path cs-uri-query cs-username s-hierarchy s-supplier-name rs(Content-Type) cs(User-Agent) sc-filter-result sc-filter-category x-virus-id s-ip';
/** The same with the port between host and path. */
export const BLUECOAT_PORT =
  'date time time-taken c-ip sc-status s-action sc-bytes cs-bytes cs-method cs-uri-scheme cs-host cs-uri-port cs-uri-path cs-uri-query cs-username cs-auth-group s-supplier-name rs(Content-Type) cs(Referer) cs(User-Agent) sc-filter-result cs-categories x-virus-id s-ip';
export const ISA_CSV =
  'c-ip cs-username c-agent sc-authenticated date time s-svcname s-computername cs-referred r-host r-ip r-port time-taken cs-bytes sc-bytes cs-protocol cs-transport s-operation cs-uri cs-mime-type s-object-source sc-status s-cache-info';

/** Guesses the layout of space separated columns whose first two are a date and a time. */
export function guessColumns(text: string, tokens: Tokens): ColumnPlan | undefined {
  if (tokens.count < 10) return undefined;
  return guessBlueCoat(text, tokens) ?? guessIis(text, tokens);
}

/** The client may be masked, so it need only look like an address: the result words decide. */
function guessBlueCoat(text: string, tokens: Tokens): ColumnPlan | undefined {
  if (!isNumber(text, tokens, 2) || !isDotted(text, tokens, 3)) return undefined;
  if (isStatus(text, tokens, 4) && isAction(text, tokens, 5)) {
    const layout = isNumber(text, tokens, 11) ? BLUECOAT_PORT : BLUECOAT_OLD;
    return tokens.count < BLUECOAT_OLD_COUNT ? undefined : planOf(layout);
  }
  const found = BLUECOAT_MAIN.find(
    ({ filter, status, fewest }) =>
      tokens.count >= fewest &&
      FILTER_RESULTS.some((word) => is(text, tokens, filter, word)) &&
      isStatus(text, tokens, status) &&
      isAction(text, tokens, status + 1),
  );
  return found === undefined ? undefined : planOf(found.layout);
}

/** Where the verdicts stand. The lines reach at least to `cs-bytes`; what follows depends on the release. */
export const BLUECOAT_MAIN = [BLUECOAT_NEW, BLUECOAT_SUPPLIER, BLUECOAT_SSL].map((layout) => {
  const names = layout.split(' ');
  return {
    layout,
    filter: names.indexOf('sc-filter-result'),
    status: names.indexOf('sc-status'),
    fewest: names.indexOf('cs-bytes') + 1,
  };
});
export const BLUECOAT_OLD_COUNT = BLUECOAT_OLD.split(' ').length;
export const FILTER_RESULTS = ['OBSERVED', 'PROXIED', 'DENIED'] as const;

/** ISA Server's own format: comma and space, the service's name as seventh column. */
export function guessIsaColumns(text: string, tokens: Tokens): ColumnPlan | undefined {
  if (tokens.count < ISA_FEWEST || !isAddress(text, tokens, 0)) return undefined;
  return ISA_SERVICES.some((service) => is(text, tokens, ISA_SERVICE, service)) ? planOf(ISA_CSV) : undefined;
}

export const ISA_FEWEST = 22;
/** Column of the service's name. */
export const ISA_SERVICE = 6;
export const ISA_SERVICES = ['w3proxy', 'w3reverseproxy', 'fwsrv', 'wspsrv'] as const;

/**
 * IIS: `date time [site] [machine] [s-ip] method stem query port user c-ip [version] agent [cookie] [referer] [host] status sub win32
 * [sc-bytes cs-bytes] [time-taken] [forwarded-for]`. The method and the status show which of the optional columns are there.
 */
function guessIis(text: string, tokens: Tokens): ColumnPlan | undefined {
  let method = 2;
  while (method < 6 && !isMethod(text, tokens.start(method), tokens.end(method))) method++;
  // A site's and a machine's name may look like methods: the port, five behind, decides.
  while (method < 6 && !isNumber(text, tokens, method + 3)) method++;
  if (method >= 6 || !isAddress(text, tokens, method + 5)) return undefined;
  const names = ['date', 'time', ...iisPrefix(text, tokens, method)];
  if (names.length !== method) return undefined;
  names.push('cs-method', 'cs-uri-stem', 'cs-uri-query', 's-port', 'cs-username', 'c-ip');
  let at = method + 6;
  if (text.startsWith('HTTP/', tokens.start(at))) {
    names.push('cs-version');
    at++;
  }
  names.push('cs(User-Agent)');
  at++;
  let status = at;
  while (status < at + 4 && !isStatusGroup(text, tokens, status)) status++;
  if (!isStatusGroup(text, tokens, status)) return undefined;
  names.push(...iisReferers(text, tokens, at, status), 'sc-status', 'sc-substatus', 'sc-win32-status');
  const rest = tokens.count - names.length;
  if (rest >= 3) names.push('sc-bytes', 'cs-bytes', 'time-taken');
  else if (rest === 2) names.push('sc-bytes', 'cs-bytes');
  else if (rest === 1) names.push('time-taken');
  // Columns behind are the server's own choice; only an address there has a sure meaning.
  while (names.length < tokens.count)
    names.push(isAddress(text, tokens, names.length) ? 'x-forwarded-for' : 'x-unknown');
  return planOf(names.join(' '));
}

/** Columns between the time and the method. */
function iisPrefix(text: string, tokens: Tokens, method: number): string[] {
  const hasAddress = method > 2 && isAddress(text, tokens, method - 1);
  const names = ['s-sitename', 's-computername'].slice(0, method - 2 - (hasAddress ? 1 : 0));
  return hasAddress ? [...names, 's-ip'] : names;
}

/** Columns between the user agent and the status. */
function iisReferers(text: string, tokens: Tokens, from: number, status: number): string[] {
  const count = status - from;
  if (count === 0) return [];
  if (count === 3) return ['cs(Cookie)', 'cs(Referer)', 'cs-host'];
  if (count === 1) return ['cs(Referer)'];
  return isHostName(text, tokens, status - 1) ? ['cs(Referer)', 'cs-host'] : ['cs(Cookie)', 'cs(Referer)'];
}

function isStatusGroup(text: string, tokens: Tokens, index: number): boolean {
  return (
    index + 2 < tokens.count &&
    isStatus(text, tokens, index) &&
    isNumber(text, tokens, index + 1) &&
    isNumber(text, tokens, index + 2)
  );
}

function is(text: string, tokens: Tokens, index: number, word: string): boolean {
  const start = tokens.start(index);
  return tokens.end(index) - start === word.length && text.startsWith(word, start);
}

function isNumber(text: string, tokens: Tokens, index: number): boolean {
  return index < tokens.count && parseUint(text, tokens.start(index), tokens.end(index)) >= 0;
}

function isStatus(text: string, tokens: Tokens, index: number): boolean {
  const width = tokens.end(index) - tokens.start(index);
  return isNumber(text, tokens, index) && (width === 3 || (width === 1 && text.charCodeAt(tokens.start(index)) === 48));
}

function isAddress(text: string, tokens: Tokens, index: number): boolean {
  if (index >= tokens.count) return false;
  const start = tokens.start(index);
  return ipKind(text, start, addressEnd(text, start, tokens.end(index))) !== 0;
}

/** An address, or digits with three dots or two colons at the least. */
function isDotted(text: string, tokens: Tokens, index: number): boolean {
  let dots = 0;
  let colons = 0;
  for (let at = tokens.start(index); at < tokens.end(index); at++) {
    const code = text.charCodeAt(at);
    if (code === 46) dots++;
    else if (code === 58) colons++;
  }
  return (dots === 3 && colons === 0) || colons >= 2;
}

/** `TCP_MISS`, `DENIED`, `ALLOWED`: capitals and underscores. */
function isAction(text: string, tokens: Tokens, index: number): boolean {
  const start = tokens.start(index);
  const end = tokens.end(index);
  if (end - start < 3) return false;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (!((code >= 65 && code <= 90) || code === 95)) return false;
  }
  return true;
}

function isHostName(text: string, tokens: Tokens, index: number): boolean {
  const start = tokens.start(index);
  const end = tokens.end(index);
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    const isName =
      (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 45 && code <= 58 && code !== 47);
    if (!isName) return false;
  }
  return end - start > 1;
}
