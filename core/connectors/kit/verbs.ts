/**
 * In: an operation that no table names. Out: the type that its own words leave no doubt about (`deleteUser`, `group_member_added`), else
 * `other`: nothing is guessed beyond a verb and the thing it is done to.
 */
import type { ActivityType } from '../../model/activity-types.ts';
import { type Act, actOf } from './verb-forms.ts';
import { typeOf } from './verb-things.ts';

const MAX_OPERATION = 200;
/** Operations are few; a hostile log with millions of them must not fill the memory. */
const MAX_MEMO = 10_000;
const memo = new Map<string, ActivityType>();

/** The type by verb and thing. */
export function typeByVerb(operation: string): ActivityType {
  const known = memo.get(operation);
  if (known !== undefined) return known;
  const request = REQUEST.exec(operation);
  const parts =
    request === null ? wordsOf(operation) : [[BY_METHOD[request[1] ?? ''] ?? '', ...thingOf(request[2] ?? '')]];
  const words = parts.flat();
  const act = AUTHENTICATION.test(words.join(' ')) ? 'login' : actOf(parts);
  const type = act === undefined ? 'other' : failed(act, words) ? 'login.failed' : typeOf(act, parts);
  if (memo.size < MAX_MEMO) memo.set(operation, type);
  return type;
}

/** An act that only a request tells: `PUT /agents/group`, or a bare `DELETE`. */
const REQUEST = /^(GET|HEAD|POST|PUT|PATCH|DELETE)(?: (\/[^?\s]{0,1000})\S*)?$/;
const BY_METHOD: Readonly<Record<string, string>> = {
  GET: 'get',
  HEAD: 'get',
  POST: 'create',
  PUT: 'update',
  PATCH: 'update',
  DELETE: 'delete',
};

/** The last step of a path that is a word: what has a figure in it is an id. */
function thingOf(path: string): readonly string[] {
  const steps = path.split('/').filter((step) => step !== '' && /^[a-zA-Z][a-zA-Z_-]{0,60}$/.test(step));
  return wordsOf(steps.at(-1) ?? '').flat();
}

/** The noun alone, or with how it went: `user_auth_fail`, `AUTHENTICATION_REQUEST_PASSED`, `Invalid username or password`. */
const AUTHENTICATION =
  /^(?:(?:user|admin|remote|client|radius|ldap|ssh|vpn|web|local) )*auth(?:entication|n)?(?: (?:request|attempt))?(?: (?:fail\w*|success\w*|succeeded|passed|denied|rejected|accepted|ok|error))?(?: from)?$|^invalid (?:user ?name|password|credentials?|login)\b|^user (?:human )?(?:password(?:less)?|mfa(?: [a-z]{1,10})?|externalidp) check (?:succeeded|failed)$/;

/** True where a word of the operation says that something is done. */
export function saysAct(operation: string): boolean {
  return actOf(wordsOf(operation)) !== undefined;
}

/** Lower-case words of each part of a dotted name; what is one word in two (`sign in`, `log out`) is joined. */
function wordsOf(operation: string): readonly (readonly string[])[] {
  const text = operation
    .slice(0, MAX_OPERATION)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .replaceAll('_', ' ')
    .replace(/\b2 ?(?:fa|sv)\b/g, 'mfa')
    .replace(/\b(?:log|sign|logged|signed)[\s.-]*(in|on|out|off)\b/g, (_, way: string) =>
      way === 'in' || way === 'on' ? 'login' : 'logout',
    );
  const parts = text.split(/[.:/]/).map((part) => part.split(/[^a-z]+/).filter((word) => word !== ''));
  return parts.filter((part) => part.length > 0);
}

function failed(act: Act, words: readonly string[]): boolean {
  return act === 'login' && words.some((word) => /^(?:fail|den(?:y|ied)|invalid|unsuccess|reject|error)/.test(word));
}
