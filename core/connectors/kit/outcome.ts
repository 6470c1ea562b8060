import type { ActivityOutcome } from '../../model/activity.ts';

const SUCCESS: ReadonlySet<string> = new Set(
  'success,succeeded,successful,succeed,true,ok,allow,allowed,granted,grant,pass,passed,completed,complete,partiallysucceeded,partially succeeded,accept,accepted,1,yes'.split(
    ',',
  ),
);
const FAILURE: ReadonlySet<string> = new Set(
  'failure,failed,fail,false,error,denied,deny,access_denied,access denied,blocked,block,rejected,reject,unauthorized,timeout,abandoned,interrupted,invalid,fraud,0,no'.split(
    ',',
  ),
);

/** Words in front of a reason: `Failed: wrong password`, `SUCCESS - cached`. */
const FAILURE_FIRST = /^(?:fail(?:ed|ure)?|unsuccessful|error|denied|forbidden)\b/;
const SUCCESS_FIRST = /^success(?:ful(?:ly)?)?\b/;

/** What a word such as `Succeeded`, `DENY` or `true` says; `unknown` for words that say neither. */
export function readOutcome(word: string): ActivityOutcome {
  const known = word.trim().toLowerCase();
  if (SUCCESS.has(known)) return 'success';
  if (FAILURE.has(known)) return 'failure';
  return FAILURE_FIRST.test(known) ? 'failure' : SUCCESS_FIRST.test(known) ? 'success' : 'unknown';
}
