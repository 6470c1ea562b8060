/**
 * In: a record whose fields have none of the usual names. Out: the fields of an activity, by the words in the paths and by what stands there: an
 * address is one whatever it is called, a person is whoever a path calls an actor.
 * Guarantee: a value is taken only where its path says whose it is; what a path calls a target, a server or a time of expiry is not.
 */
import { readTime } from '../../kit/times.ts';
import { cleanIp } from '../kit/ip.ts';
import { readOutcome } from '../kit/outcome.ts';
import { isObject, type JsonObject } from '../kit/source-record.ts';
import { saysAct } from '../kit/verbs.ts';
import { sentenceRecord } from '../text/sentence.ts';

const MAX_DEPTH = 4;
const MAX_LEAVES = 300;
const LONGEST_VALUE = 2000;
const LONGEST_NAME = 80;

/** A plain value, and the words of the path to it, parted by blanks and each path's step by a dot: `request .remote addr`. */
interface Leaf {
  readonly words: string;
  readonly value: string;
}

/** Paths repeat from record to record; a log whose names never do must not fill the memory. */
const MAX_KNOWN = 5000;
const known = new Map<string, string>();

/** Names that nothing parts: `activitytype`, `ipaddr`. */
const RUN_TOGETHER =
  /^(activity|event|action|operation|user|login|ip|source|src|client|remote|audit|actor|admin|account)(type|name|id|addr(?:ess)?|ip|time|date|email|code|agent|host|key)$/;

/** `RemoteAddr`, `remote_addr` and `remote-addr` as `remote addr`. */
function wordsOf(key: string): string {
  const found = known.get(key);
  if (found !== undefined) return found;
  const words = key
    .slice(0, LONGEST_NAME)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}0-9]+/gu, ' ')
    .trim()
    .replace(RUN_TOGETHER, '$1 $2');
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(key, words);
  return words;
}

function leavesOf(data: JsonObject): readonly Leaf[] {
  const leaves: Leaf[] = [];
  const visit = (value: unknown, words: string, depth: number): void => {
    if (leaves.length >= MAX_LEAVES) return;
    // Of a list the first: most hold one.
    const one: unknown = Array.isArray(value) ? value[0] : value;
    if (isObject(one)) {
      if (Array.isArray(value) && pairOf(one) !== undefined) {
        for (const item of value.slice(0, MAX_PAIRS)) {
          const pair = pairOf(item);
          if (pair !== undefined) visit(pair[1], `${words} .${wordsOf(pair[0])}`, depth + 1);
        }
        return;
      }
      if (depth >= MAX_DEPTH) return;
      for (const key of Object.keys(one))
        visit(one[key], words === '' ? wordsOf(key) : `${words} .${wordsOf(key)}`, depth + 1);
      return;
    }
    if (typeof one === 'string' ? one.length > LONGEST_VALUE : typeof one !== 'number' && typeof one !== 'boolean')
      return;
    const text = String(one).trim();
    const inner = text.startsWith('{') && text.endsWith('}') ? parsed(text) : undefined;
    if (inner !== undefined && depth < MAX_DEPTH) {
      visit(inner, words, depth + 1);
      return;
    }
    if (text !== '' && text !== '-' && text !== 'null') leaves.push({ words, value: text });
  };
  visit(data, '', 0);
  return leaves;
}

/** An object in a text; undefined for what is none. */
function parsed(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const MAX_PAIRS = 40;

/** `{"key": "X-Forwarded-For", "value": "192.0.2.1"}`, whose field is called what its key says. */
function pairOf(item: unknown): readonly [name: string, value: unknown] | undefined {
  if (!isObject(item)) return undefined;
  const name = item.key ?? item.Key ?? item.name ?? item.Name;
  const value = item.value ?? item.Value ?? item.stringValue ?? item.ValueString;
  return typeof name === 'string' && value !== undefined && !isObject(value) ? [name, value] : undefined;
}

interface Rule {
  /** Asked of the whole path, the surest first. */
  readonly names: readonly RegExp[];
  readonly not?: RegExp;
  readonly fits: (value: string) => boolean;
}

/** Whom or what it was done to, or the machine that tells of it. */
const OTHERS =
  /\b(?:dest(?:ination)?|dst|target|object|resource|server|local|device|dvc|(?<!remote |client |source )host|agent|collector|observer|proxy|gateway|listener|node|recipient|affected|new|old|previous|prev|before|after|nat|peer)\b/;
const WHO =
  'actor|performer|performed by|technician|initiator|initiated by|principal|operator|caller|requester|requestor|subject|author|editor|admin(?:istrator)?|users?|usr|sender|login|account|acct|identity|who|member|person|employee|issuer|client user|session user';

const isAddress = (value: string): boolean => cleanIp(value) !== '' && value !== '0.0.0.0';
/** Of the addresses that a request came through, the client's. */
const firstListed = (value: string): string => (value.split(',', 1)[0]?.trim() ?? '').replace(/^\//, '');
const isTime = (value: string): boolean => !Number.isNaN(readTime(value));
const isName = (value: string): boolean =>
  value.length <= 200 &&
  /\p{L}/u.test(value) &&
  !isTime(value) &&
  !isAddress(value) &&
  !/^(?:true|false|unknown|none)$|^https?:/i.test(value) &&
  !KIND_OF_ACTOR.test(value);
/** What did it, where a name is due: `"actor": "user"`. */
export const KIND_OF_ACTOR =
  /^(?:user|human|person|member|service|service[_ ]?account|api|api[_ ]?key|bot|app|client)$/i;
const isMail = (value: string): boolean => /^[^\s@]{1,100}@[^\s@]{1,150}$/.test(value);
const isAct = (value: string): boolean =>
  value.length <= 120 &&
  /\p{L}/u.test(value) &&
  !isTime(value) &&
  !isAddress(value) &&
  !isMail(value) &&
  !LEVEL.test(value) &&
  !METHOD.test(value) &&
  !NO_WORDS.test(value);
/** What only tells one record from another: `16e4fa0b`, `01J3MTDK5EFQ`. */
const NO_WORDS = /^(?=.{0,40}\d)(?:[0-9a-f-]{5,}|(?=.{0,40}\d.{0,40}\d)[A-Za-z0-9]{12,})$/;
/** What a logger says of a line, not of an act. */
export const LEVEL =
  /^(?:trace|debug|info(?:rmation(?:al)?)?|notice|warn(?:ing)?|error|critical|fatal|low|medium|high|(?:\w{0,20}[ _]?)audit(?:[ _]?(?:log|event|record|trail))?|event|log|record|true|false|user|admin|system)$/i;

const TIME: Rule = {
  names: [
    /^(?:.* \.)?(?:(?:event|audit|log|activity|action|op(?:eration)?|request|occur\w{0,4}|performed|logged|recorded|generated|happened|created|creation|emitted|start(?:ed)?|began|fired|triggered|executed|submitted|insert(?:ed)?) ?){0,2}(?:clock|date ?time|time ?stamp|time|date|instant|at|on|ts|when)(?: utc)?(?: (?:u|m|n)?secs)?$/,
    /\b(?:date ?time|time ?stamp|time|date|instant|when|occur\w{0,4}|ts)\b/,
  ],
  not: /\b(?:expir\w*|valid|modified|updated|last|first|birth|until|ingest\w*|received?|duration|end|zone|token|password)\b/,
  fits: isTime,
};
/** When it came in or was last touched: better than no time. */
const LATE_TIME: Rule = {
  names: [/(?:^|\.)created$/, /\b(?:received?|ingest\w*|updated|modified|logged|inserted)\b/],
  not: /\b(?:expir\w*|last|bytes|by)\b/,
  fits: isTime,
};
const ADDRESS: Rule = {
  names: [
    /\bx forwarded for$/,
    /\b(?:client|source|src|remote|caller|origin|actor|performer|user|login|requester|requestor|admin)\b.*\b(?:ip|addr|address|v4|v6)\b/,
    /\bip\b|\baddr\b|\bip ?(?:v4|v6|addr(?:ess)?)\b/,
    /\b(?:client|source|src|remote|caller|origin|from|address|where)\b/,
  ],
  not: OTHERS,
  fits: (value) => isAddress(firstListed(value)),
};
/** What stands where a client's own words are due, whatever they are: `MinIO (darwin; arm64)`. */
const AGENT_NAMED: Rule = {
  names: [/(?:^|[. ])user ?agent$/],
  fits: (value) => value.length > 3 && /\p{L}/u.test(value) && !isTime(value),
};
const AGENT: Rule = {
  names: [/\buser ?agent\b|^ua$/, /\bagent\b|\bbrowser\b/, /./],
  not: /(?:^|\.)(?:initiator|initiated by|performed by)$/,
  fits: (value) => /^[A-Za-z][\w.+ -]{0,60}\/\d/.test(value) && value.length > 8,
};
const MAIL: Rule = { names: [new RegExp(`\\b(?:${WHO}|by)\\b`)], not: OTHERS, fits: isMail };
const PERSON: Rule = {
  names: [
    new RegExp(`\\b(?:${WHO})\\b.*\\b(?:login|user ?name|principal name|upn|mail|email)$`),
    new RegExp(`\\b(?:${WHO})\\b.*\\bname$`),
    new RegExp(`\\b(?:${WHO})$`),
    /(?:^|\.)auth \.(?:display )?name$/,
    /(?:^|\.)access ?key(?: id)?$/,
    /\b(?:created|changed|modified|performed|initiated|triggered|requested|executed|done) by$/,
  ],
  not: new RegExp(
    `${OTHERS.source}|\\b(?:role|group|type|kind|domain|first|last|given|family|display|full|sid|agent|status|action|tool|plugin|model)\\b|\\bevent\\b[^.]*$`,
  ),
  fits: isName,
};
/** What a person is called where no name to sign in with stands. */
const PERSON_CALLED: Rule = {
  names: [new RegExp(`\\b(?:${WHO})\\b.*\\b(?:display|full) name$`)],
  not: OTHERS,
  fits: isName,
};
/** `CORP\\ann` or a mail address, which a device may be called the source of. */
const DOMAIN_NAME: Rule = {
  names: [/(?:^|\.)(?:source|subject|account|owner|by)$/],
  fits: (value) => isMail(value) || /^[\w.-]{1,64}\\[\w.$ -]{1,64}$/.test(value),
};
/** Where no path says whose it is, but none says that it is another's. */
const ANY_MAIL: Rule = {
  names: [/(?:^|[. ])e ?mail(?: address)?$/],
  not: /\b(?:target|object|resource|affected|new|old|invited|invitee|recipient|to|cc|before|after|previous)\b/,
  fits: isMail,
};
const ID: Rule = {
  names: [new RegExp(`\\b(?:${WHO})\\b.*\\b(?:u?id|key|sid)$`)],
  not: OTHERS,
  fits: (value) => value.length <= 100,
};
/** Of what something is the name, type or action that is no act. */
const NO_ACT =
  /\b(?:user|actor|account|target|object|resource|client|device|agent|http|login|auth|entity|severity|level|result|status|service|server|host|operator|author|source|subject|performer|product)\b/;
const ACT: Rule = {
  names: [
    /\b(?:event action|action name|operation name|operation type|event name|activity name|activity type|event code|oper(?:ate)? type|op type|audit event|audit type|audit category|report profile|action type)$/,
    /(?:^|\.)(?:action|operation|activity|verb|method|event type|command|function name|what)$/,
    /\b(?:action|operation|activity|event type(?: id)?|event id|event code|event description|sub ?type|(?:action|operation) id|action code|change type|method|(?:command|cmd) name|atype)$/,
    /(?:^|\.)(?:action|operation|event) \.(?:value|name|type|label)$/,
    /(?:^|\.)(?:event|evt|task)$/,
  ],
  not: NO_ACT,
  fits: isAct,
};
/** What an act may be called by where nothing says that it is one. */
const CALLED: Rule = {
  names: [
    /(?:^|\.)(?:type|kind|category|request type|message id|routing key|title)$/,
    /(?:^|\.)(?:message|msg|description|summary|text|label|body)$/,
  ],
  not: NO_ACT,
  fits: isAct,
};
/** Surer than nothing, and most names are of something else. */
const NAMED: Rule = { names: [/(?:^|\.)name$/], not: NO_ACT, fits: isAct };
/** A number that a product's documents give each kind of its events. */
const ACT_NUMBER: Rule = {
  names: [/\b(?:audit|event|activity|action|operation|message) ?(?:type|id|code|number)$/, /^action$/],
  fits: (value) => /^\d{1,6}$/.test(value),
};
/** What something was done to, by its name. */
const OBJECT: Rule = {
  names: [
    /\b(?:resource|object|target|entity|item|affected)\b.*\b(?:display )?name$/,
    /\b(?:file|document|folder|asset|policy|rule|project|repo(?:sitory)?|group|role|integration|key|bucket|cluster|workspace|model|package)(?: \.)? ?(?:display )?(?:name|title)$/,
  ],
  not: /\b(?:user|actor|agent|admin|tenant|org\w*|account|customer|policy tenant)\b/,
  fits: (value) => value.length <= 300 && !isAddress(value) && !isTime(value),
};
/** What happened, told in a sentence. */
const SENTENCE: Rule = {
  names: [/(?:^|\.)(?:event )?(?:description|message|msg|summary|details?|info|text|primary description)$/],
  fits: (value) => value.includes(' ') && value.length <= 300 && !isTime(value),
};
const RESULT: Rule = {
  names: [
    /\b(?:outcome|result|success|succeeded|successful|is success|ok)\b/,
    /\b(?:status|state|verdict|response|allowed|granted|authorized)\b/,
  ],
  fits: (value) => readOutcome(value) !== 'unknown',
};
/** A word that is nothing but a verdict, whatever its field is called: `"info": "failed"`. */
const VERDICT: Rule = {
  names: [/^(?:[^.]*\.)?[^.]*$/],
  not: new RegExp(`${OTHERS.source}|\\b(?:previous|backup|sync|health|scan)\\b`),
  fits: (value) => /^(?:success|successful|succeeded|failed|failure|denied)$/i.test(value),
};
const FAILED: Rule = {
  names: [/(?:^|\.)(?:(?:is|has) )?(?:failed|failure|error|denied|blocked)$/],
  fits: (value) => /^(?:true|false)$/i.test(value),
};
const STATUS: Rule = {
  names: [/\b(?:http )?(?:response |status |result )(?:code|status)$/, /(?:^|\.)status$/],
  fits: (value) => /^[2-5]\d\d$/.test(value),
};

/** Where something went and how much of it: what acts of people do not tell. */
const OF_FLOWS =
  /\b(?:(?:dst|dest|destination)(?= (?:ip|addr\w*|host\w*|port|domain|name|mac|country|zone|int\w*|geo\w*|nat|service|asset)|$| \.)|(?<!size (?:in )?|by )bytes|rcvd|octets|packets?|flow|remote (?:port|url)|dns\w*|rcode|query(?! name| id| text| string)|rdata|signature|fw)\b/;
/** What requests of the web have, which calls of an interface may have as well. */
const OF_REQUESTS =
  /(?:^|\.)(?:(?:request|object|full|page|site) )?(?:url|uri|line)$|\b(?:port|domain|website|violation|web)\b/;
const METHOD = /^(?:GET|POST|PUT|DELETE|HEAD|CONNECT|OPTIONS|PATCH|https?)$/;
/** A name that no sentence and no plain word is: `PUSH_ARTIFACT`, `policy.update`. */
const IDENTIFIER = /^[a-z0-9]+(?:[_.:-][a-z0-9]+)+$/i;

/** What a record says in its own words. */
export interface Found {
  /** It tells of an act, by words that are no flow's. */
  readonly isAct: boolean;
  readonly time: string;
  readonly operation: string;
  readonly sourceUser: string;
  readonly sourceIp: string;
  readonly userAgent: string;
  readonly outcome: string;
  readonly object: string;
  readonly sentence: string;
}

export function findByWords(data: JsonObject): Found {
  const leaves = leavesOf(data);
  const agent = first(AGENT, leaves) || first(AGENT_NAMED, leaves);
  const rest = agent === '' ? leaves : leaves.filter(({ value }) => value !== agent);
  const act = first(ACT, rest);
  const sentence = first(SENTENCE, rest);
  // What no field says, a sentence may.
  const told = sentence === '' ? undefined : sentenceRecord(sentence, '');
  const called = act || first(CALLED, rest) || first(ACT_NUMBER, rest) || first(NAMED, rest);
  const found = {
    time: first(TIME, leaves) || first(LATE_TIME, leaves),
    operation: called !== '' && called === sentence ? (told?.sentenceAct ?? called) : called,
    sourceUser:
      first(MAIL, rest) ||
      first(PERSON, rest) ||
      first(DOMAIN_NAME, rest) ||
      first(ANY_MAIL, rest) ||
      first(PERSON_CALLED, rest) ||
      (told?.sentenceUser ?? '') ||
      first(ID, rest),
    sourceIp: firstListed(first(ADDRESS, rest)) || (told?.sentenceIp ?? ''),
    userAgent: agent,
    outcome: outcomeOf(rest) || (told?.sentenceOutcome ?? ''),
    object: first(OBJECT, rest),
    sentence,
  };
  return { ...found, isAct: isActOf(leaves, found, act !== '') };
}

/** @param isNamed its operation stands where one is due */
function isActOf(leaves: readonly Leaf[], found: Omit<Found, 'isAct'>, isNamed: boolean): boolean {
  if (found.operation === '') return false;
  if (leaves.some(({ words }) => OF_FLOWS.test(words))) return false;
  if (leaves.some(saysAudit)) return true;
  if (!isNamed && !IDENTIFIER.test(found.operation) && found.sourceUser === '') return false;
  return !leaves.some(({ words }) => OF_REQUESTS.test(words)) || saysAct(found.operation);
}

/** The log that it is of is called so. */
function saysAudit({ words, value }: Leaf): boolean {
  return (
    /(?:^|\.| )(?:app|logger|category|channel|dataset|component|log type|log name|record type|event type|type)$/.test(
      words,
    ) && /audit/i.test(value)
  );
}

function outcomeOf(leaves: readonly Leaf[]): string {
  const said = first(RESULT, leaves);
  if (said !== '') return said;
  const failed = first(FAILED, leaves);
  if (failed !== '') return /true/i.test(failed) ? 'failure' : 'success';
  const status = first(STATUS, leaves);
  if (status !== '') return /^[45]/.test(status) ? 'failure' : 'success';
  return first(VERDICT, leaves);
}

function first({ names, not, fits }: Rule, leaves: readonly Leaf[]): string {
  for (const name of names) {
    const leaf = leaves.find(({ words, value }) => name.test(words) && not?.test(words) !== true && fits(value));
    if (leaf !== undefined) return leaf.value;
  }
  return '';
}
