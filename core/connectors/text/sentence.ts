/**
 * In: a line that says in a sentence who signed in, tried to or did something: sshd, sudo, su and PAM, consoles of appliances, servers of applications.
 * Out: the person, the address, the outcome and the words of the act.
 * Guarantee: only a sentence that has an act in words and somebody who did it; pairs and columns are other readers'.
 */
import { FieldSet, type TextFields } from './fields.ts';
import { TOLD } from './told.ts';

const LONGEST = 2000;
/** Words of an act: how a person came in, left, or was refused; what was run. The first in the sentence names it. */
const ACT =
  /\b(?:failed (?:password|publickey|login|keyboard-interactive\/pam|authentication(?: attempt)?)|accepted (?:password|publickey|keyboard-interactive\/pam|certificate|[\w-]{2,30})(?= for )|authentication: (?:failed|succeeded)|(?:invalid|non-existent) login|no such user|(?:password |user |key )?authentication (?:failure|failed|succeeded|successful|success|attempt(?= by)|rejected|error)|successful auth(?:entication)?|AUTH (?:SUCCESS|FAILED)|authentication of (?:\w{1,20} )?user|(?:accepted|denied) login|auth(?:entication)? could not identify password|invalid user|(?:failed|unable|failure|not allowed|attempt(?:ed|ing)?|tried|trying) to (?:(?:log|sign)[ -]?(?:in|on)|authenticate)|log(?:ged)?[ -]?(?:in|on|out|off)\b(?: (?:successfully|failed|failure|permitted|denied|rejected|succeeded|successful|event))?|sign(?:ed)?[ -](?:in|out|on)|login (?:successful|failed|failure|permitted|denied|attempt(?: failed)?)|session (?:opened|closed|started|terminated|could not be established)|LOGOUT_\w{2,8}|(?:username or )?password is incorrect|password (?:has been )?(?:changed|expired|reset)|incorrect password attempts?|not known to the underlying authentication module|user unknown|\w{2,40}_vpn_(?:(?:dis)?connect|auth_\w{4,10})|new session \w{1,20} of user|not in sudoers|account (?:is )?locked|executed\b|CMD_EXECUTED|configured from|assigned to session|verification failed|connection (?:closed|reset) by|disconnected from|(?:password|pubkey) auth succeeded|bad (?:password|pam password) attempt|new [\w-]{2,12} (?:connection|session \w{1,20} of user)|has been (?:created|deleted|added|removed|modified)|new (?:user|group)|delete user|(?:started|completed|build) by(?= )|connected to the server successfully)/i;
const FAILURE =
  /\b(?:fail(?:ed|ure|s)?|unsuccessful(?:ly)?|denied|reject(?:ed)?|invalid|incorrect|refused|not (?:allowed|permitted|in sudoers)|could not|not known|unable|locked|unauthori[sz]ed|wrong|error|non-existent|no such user|might not have worked)\b/i;
const SUCCESS =
  /-login: Login: |\b(?:success(?:ful|fully)?|succeeded|accepted|permitted|granted|logged[ -](?:in|on|out|off)|signed[ -](?:in|out)|opened|closed|changed|executed|created|added|deleted)\b/i;

const NAME_ONLY = String.raw`'?([\p{L}\w.@\\$+-]{1,128})'?`;
/** What the tools that keep accounts write: whom they made, changed or removed, and never who called them. */
const ACCOUNTS: readonly (readonly [act: string, pattern: RegExp])[] = [
  ['new user', new RegExp(`^new (?:user|account)(?: added)?: (?:name|account)=${NAME_ONLY}`, 'u')],
  ['new group', new RegExp(`^(?:new group: |group added to /etc/group: )name=${NAME_ONLY}`, 'u')],
  ['delete user', new RegExp(`^(?:delete|remove) user ${NAME_ONLY}`, 'u')],
  ['delete group', new RegExp(`^(?:removed? group |group )${NAME_ONLY} (?:removed|owned by)`, 'u')],
  ['add to group', new RegExp(`^(?:add ${NAME_ONLY} to (?:shadow )?group)`, 'u')],
  ['change user', new RegExp(String.raw`^(?:change user |changed? \w{2,30} for (?:user )?)${NAME_ONLY}`, 'u')],
];
const NAME = String.raw`["'\x60\[<(]?([\p{L}\w.@\\$+-]{1,128})["'\x60\]>)]?`;
const PEOPLE: readonly RegExp[] = [
  new RegExp(String.raw`\bsasl_username=${NAME}`, 'u'),
  // `password for invalid user oracle`, `session opened for user root`, `attempt for ted from`.
  new RegExp(String.raw`\bfor (?:invalid user |illegal user |user )${NAME}`, 'u'),
  new RegExp(
    String.raw`\b(?:password|publickey|pam|attempt|certificate|[Ll]ogin|[Aa]uthentication) for ${NAME} from\b`,
    'u',
  ),
  new RegExp(String.raw`\b[Uu]ser id ${NAME}`, 'u'),
  new RegExp(String.raw`\b(?:with user ?name|successful login to) ${NAME}`, 'u'),
  // `Invalid login as root from`, `failed to authenticate as 'admin'`, `bob failed to log in from`; a browser that somebody came with has its version.
  new RegExp(String.raw`\b(?:log(?:in|on)|to authenticate) as ${NAME}(?=[\s,;)]|$)`, 'u'),
  new RegExp(String.raw`\b(?:nonexistent|unknown) user ${NAME}`, 'u'),
  new RegExp(String.raw`(?:^\s*|: )${NAME} failed to log in\b`, 'u'),
  new RegExp(String.raw`\bUSER ${NAME}: no such user`, 'u'),
  new RegExp(String.raw`\blogged in using ${NAME}`, 'u'),
  new RegExp(String.raw`\bruser=()?${NAME}`, 'u'),
  new RegExp(
    String.raw`\b(?:[Uu]ser[- _]?[Nn]ame|USER ?NAME|login|[Ll]ogin name|[Aa]ccount(?: [Nn]ame)?)s?['\x22]?\s*[:=]\s*${NAME}`,
    'u',
  ),
  new RegExp(String.raw`\b(?:[Uu]sers?|USER)\b['\x22]?\s*[:=]?\s*${NAME}`, 'gu'),
  new RegExp(String.raw`\b(?:[Aa]dmin(?:istrator)?|[Aa]ccount|by|BY)\b\s*[:=]?\s*${NAME}`, 'gu'),
  new RegExp(String.raw`(?:^\s*|: |\] |- )${NAME} logged (?:in|out)\b`, 'u'),
  new RegExp(String.raw`\b[Ll]og(?:in|on) failed: ${NAME} \(`, 'u'),
  new RegExp(String.raw`^\s*${NAME} (?:: TTY=|: \d+ incorrect|has |logged |executed )`, 'u'),
  new RegExp(String.raw`\bfor ${NAME}(?:[ ./]|$)`, 'u'),
];
/** Words that stand where a name is due. */
const NO_NAME =
  /^(?:user(?:name)?|login|log|logged|logout|logon|sign|signed|authentication|auth|account|is|was|has|had|from|for|in|on|with|failed|failure|denied|success\w*|not|the|a|an|and|or|to|by|at|of|password|unknown|invalid|session|via|does|access|name|id|database|data|console|web|root_only|none|null|using|who|group|role|server|accepted|rejected|error|new|disconnected|connection|peer)$/i;

const IP = String.raw`((?:::[fF]{4}:)?(?:\d{1,3}\.){3}\d{1,3}|[0-9a-fA-F]{0,4}(?::[0-9a-fA-F]{0,4}){2,7})`;
const ADDRESSES: readonly RegExp[] = [
  new RegExp(String.raw`\bconnected from ${IP}`, 'g'),
  new RegExp(
    String.raw`\b(?:from|From|FROM|rhost|raddr|rip|[Ss]ource [Nn]etwork [Aa]ddress|[Ss]ource ?(?:IP|ip)?(?: address)?|[Rr]emote[_ ]?(?:ip|IP|address)|[Cc]lient(?: ?(?:IP|ip|address))?|CLIENT|src|source|I[Pp]|ip)\s*(?:is|was|[Aa]ddress|host|IP)?\s*[:=]?\s*[/"'\x60\[(<]?${IP}`,
    'g',
  ),
  new RegExp(String.raw`(?:^|[\s\[("'=|])${IP}(?=$|[\s\])"',;.:/@|])`, 'g'),
];
/** A time of day has colons too. */
const CLOCK = /^\d{1,2}:\d\d:\d\d$/;
/** What went from one place to another. */
const FLOW = /\d ?-> ?\S{0,60}?\d/;
/** `vic@192.0.2.7`, as hypervisors write who and from where. */
const AT_ADDRESS = new RegExp(`^(.{1,100})@${IP}$`);
const SESSION = /session|_vpn_/i;
/** `logged in as Mozilla/5.0 (…)`: with which client. */
const AS_CLIENT = /\blogged in as ([A-Za-z][\w.+-]{1,40}\/\d.{0,300})$/;
/** The machine that was asked, not the one that came. */
const SERVER = /\b(?:server(?: ip)?(?: address)?|to|host)\s*[:=]?\s*'?$/i;

/** @param message what stands behind the header  @param program of the header */
export function sentenceRecord(message: string, program: string): TextFields | undefined {
  const text = message.slice(0, LONGEST);
  const sudo = SUDO.exec(text);
  if (sudo !== null) return sudoFields(sudo, text);
  const told = toldFields(text, program);
  if (told !== undefined) return told;
  const account = accountFields(text, program);
  if (account !== undefined) return account;
  const act = FLOW.test(text) ? null : ACT.exec(text);
  if (act === null) return doneFields(text, program);
  const person = personIn(text);
  const at = AT_ADDRESS.exec(person);
  const user = at?.[1] ?? person;
  const ip = at?.[2] ?? addressIn(text);
  const isDecided = FAILURE.test(text) || SUCCESS.test(text) || SESSION.test(act[0]);
  if (user === '' ? ip === '' || !FAILURE.test(text) : ip === '' && !isDecided) return undefined;
  const out = new FieldSet();
  out.put('sentenceAct', act[0]);
  out.put('sentenceUser', user);
  out.put('sentenceIp', ip);
  out.put('sentenceAgent', AS_CLIENT.exec(text)?.[1] ?? '');
  out.put('sentenceOutcome', FAILURE.test(text) ? 'failure' : SUCCESS.test(text) ? 'success' : '');
  out.put('sentenceProgram', program);
  out.put('sentenceText', text.trim());
  return out.fields;
}

/** What people do to things, as sentences tell it. */
const DONE =
  'created|added|deleted|removed|changed|modified|updated|edited|renamed|moved|copied|uploaded|downloaded|exported|imported|enabled|disabled|granted|revoked|approved|rejected|locked|unlocked|reset|started|stopped|restarted|rebooted|viewed|accessed|opened|shared|invited|assigned|unassigned|installed|uninstalled|published|configured|cleared|purged|restored|archived|connected|disconnected|authenticated|requested|saved|switched|issued|cancell?ed|executed|ran|registered|subscribed|blocked|unblocked|activated|deactivated|suspended|deployed|mounted|attached|detached|acknowledged|retrieved';
const WHO = String.raw`(?:[Uu]ser|[Aa]dmin(?:istrator)?|[Aa]ccount|[Oo]perator|[Mm]ember)`;
const PLAIN_NAME = String.raw`["'\[<(]?(?<user>[\p{L}\w.@\\$+-]{1,128})["'\]>)]?`;
const THING = String.raw`(?: (?:the |an? |new |own |his |her |their )?[a-z][\w-]{1,30})?`;
/** Who did it and what, in the order of the sentence: `user ann deleted project`, `ann@example.com exported a report`, `was deleted by user ann`. */
const ACTS: readonly RegExp[] = [
  new RegExp(
    String.raw`\b(?:was|were|been|is|are) (?:successfully )?(?<act>${DONE})\b.{0,200}?\bby (?:the )?(?:${WHO} )?${PLAIN_NAME}`,
    'u',
  ),
  new RegExp(
    String.raw`(?:^|[\s:"'\[(])${WHO}(?: with \w{1,20})?\s*[:=]?\s*${PLAIN_NAME}(?: \([^)]{0,100}\))?,? (?:(?:has|have) )?(?:successfully )?(?<act>(?:${DONE})\b${THING})`,
    'u',
  ),
  new RegExp(
    String.raw`\b(?<act>${DONE}|checked (?:out|in)|initiated|performed|triggered|scheduled) by (?:${WHO} )?${PLAIN_NAME}`,
    'u',
  ),
  new RegExp(
    String.raw`^\s*(?<user>[\p{L}\w.+-]{1,100}@[\w.:-]{3,100}),? (?:(?:has|have) )?(?:successfully )?(?<act>(?:${DONE})\b${THING})`,
    'u',
  ),
];
/** What does things by itself. */
const NO_DOER =
  /^(?:rule|policy|policies|system|filter|firewall|default|client|peer|remote|host|kernel|scheduler|cron|process|service|device|engine|signature|category|administrator's|your|its|this|that|another|other|threat|ips|waf|acl|dns|geo|proxy|timeout|signal|request)$/i;
/** `User [ann] was deleted`: whom it was done to. */
const DONE_TO =
  /\b(?:[Uu]ser|[Aa]ccount) ["'[(<]?(?<target>[\p{L}\w.@\\$+-]{1,128})["'\]>)]? (?:was|has been|is) [a-z]+ed\b/u;
/** What somebody looked at in the web is traffic. */
const OF_WEB = /\bhttps?:\/\/|\b(?:GET|POST|CONNECT|HEAD) |\b(?:TCP|UDP|ICMP)\b/;

/** A sentence by its verb, where no words of a sign-in tell of the act. */
function doneFields(text: string, program: string): TextFields | undefined {
  if (FLOW.test(text) || OF_WEB.test(text)) return undefined;
  for (const pattern of ACTS) {
    const { user = '', act = '' } = pattern.exec(text)?.groups ?? {};
    const at = AT_ADDRESS.exec(user);
    const name = (at?.[1] ?? user).replace(/[.:,]+$/, '');
    if (name === '' || NO_NAME.test(name) || NO_DOER.test(name) || !/\p{L}/u.test(name)) continue;
    const out = new FieldSet();
    const target = DONE_TO.exec(text)?.groups?.target ?? '';
    out.put('sentenceAct', target === '' ? act : `${act} user`);
    out.put('sentenceUser', name);
    out.put('sentenceTarget', target);
    out.put('sentenceIp', at?.[2] ?? addressIn(text));
    out.put('sentenceOutcome', FAILURE.test(text) ? 'failure' : 'success');
    out.put('sentenceProgram', program);
    out.put('sentenceText', text.trim());
    return out.fields;
  }
  return undefined;
}

const SUDO =
  /^\s*([\p{L}\w.@\\$+-]{1,128}) : (.{0,200}?)(?:TTY=[^;]{0,60} ; )?(?:PWD=[^;]{0,500} ; )USER=([^;]{1,128}) ; (?:[^;]{1,500} ; )?COMMAND=(.{1,1500})/u;

function sudoFields([, user = '', words = '', as = '', command = '']: RegExpExecArray, text: string): TextFields {
  const out = new FieldSet();
  out.put('sentenceAct', 'sudo');
  out.put('sentenceUser', user);
  out.put('sentenceTarget', as.trim());
  out.put('sentenceCommand', command);
  out.put('sentenceOutcome', /incorrect|not (?:in|allowed)/i.test(words) ? 'failure' : 'success');
  out.put('sentenceProgram', 'sudo');
  out.put('sentenceText', text.trim());
  return out.fields;
}

function toldFields(text: string, program: string): TextFields | undefined {
  for (const [act, outcome, pattern] of TOLD) {
    const groups = pattern.exec(text.trim())?.groups;
    if (groups === undefined) continue;
    const out = new FieldSet();
    out.put('sentenceAct', act);
    out.put('sentenceUser', groups.user ?? '');
    out.put('sentenceIp', groups.ip ?? '');
    out.put('sentenceTarget', groups.target ?? '');
    out.put('sentenceCommand', groups.command ?? '');
    out.put('sentenceOutcome', outcome);
    out.put('sentenceProgram', program);
    out.put('sentenceText', text.trim());
    return out.fields;
  }
  return undefined;
}

function accountFields(text: string, program: string): TextFields | undefined {
  for (const [act, pattern] of ACCOUNTS) {
    const name = pattern.exec(text.trim())?.[1];
    if (name === undefined) continue;
    const out = new FieldSet();
    out.put('sentenceAct', act);
    out.put('sentenceTarget', name);
    out.put('sentenceOutcome', /\bfail/i.test(text) ? 'failure' : 'success');
    out.put('sentenceProgram', program);
    out.put('sentenceText', text.trim());
    return out.fields;
  }
  return undefined;
}

function personIn(text: string): string {
  for (const pattern of PEOPLE) {
    const found = pattern.flags.includes('g') ? [...text.matchAll(pattern)] : [pattern.exec(text)];
    for (const match of found) {
      const name = (match?.at(-1) ?? '').replace(/[.:,]+$/, '');
      if (name !== '' && !NO_NAME.test(name) && /\p{L}/u.test(name)) return name;
    }
  }
  return '';
}

function addressIn(text: string): string {
  for (const pattern of ADDRESSES) {
    for (const match of text.matchAll(pattern)) {
      const ip = match[1] ?? '';
      const before = text.slice(0, match.index + match[0].lastIndexOf(ip));
      // Two colons alone part the words of a sentence.
      if (!CLOCK.test(ip) && /[.]|:.*:/.test(ip) && /[0-9a-fA-F]/.test(ip) && !SERVER.test(before)) return ip;
    }
  }
  return '';
}
