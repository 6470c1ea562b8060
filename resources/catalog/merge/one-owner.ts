/** Whether domains that lists name alike have one owner. */
import { compact } from '../import/domains.ts';

/** What companies put before or behind their name in further domains. */
const AFFIX =
  /^(inc|hq|corp|corporation|group|company|global|international|online|web|app|apps|pro|team|cloud|email|mail|smtp|cdn|static|api|usercontent|dns|hosting|server|get|my|go|use|try|join|with|the|\d*)$/;

/** Names that say what a company does, so that many unrelated ones bear them. */
const GENERIC = new Set([
  'bank',
  'data',
  'datacenter',
  'hosting',
  'mail',
  'nationalbank',
  'opengovernment',
  'webhosting',
]);

/** Second levels that states keep for their authorities: `data.gov.au` and `data.go.kr` are two governments' sites. */
const STATE = /(?:^|\.)(?:gov|govt|gob|gouv|go|gv)\.[a-z]{2}$/;

/** True for a label that is the name, or the name and an affix. */
export function carries(label: string, name: string): boolean {
  const plain = compact(label);
  const at = name.length >= 5 ? plain.indexOf(name) : -1;
  return at >= 0 && AFFIX.test(plain.slice(0, at)) && AFFIX.test(plain.slice(at + name.length));
}

/** True where sharing a name or label with another domain is no sign of one owner. */
export function standsAlone(domain: string, name: string): boolean {
  return GENERIC.has(name) || STATE.test(domain);
}
