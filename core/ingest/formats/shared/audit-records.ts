/**
 * Audit records of apps in the names of ECS, as shippers write them (`"event.dataset": "o365.audit"`): they have a client and an address of
 * a page and so look like traffic, and are none. https://www.elastic.co/docs/reference/integrations
 */

const DATASETS =
  /^(?:o365\.audit|google_workspace\.|gsuite\.|okta\.system|azure\.(?:signinlogs|auditlogs|activitylogs|platformlogs|identity_protection|provisioning|graphactivitylogs)|aws\.cloudtrail|gcp\.audit|github\.(?:audit|code_scanning|issues)|gitlab\.audit|salesforce\.|zoom\.webhook|slack\.audit|box_events\.|dropbox\.|atlassian_\w+\.|1password\.|auth0\.|entityanalytics_\w+\.|jumpcloud\.|onelogin\.|ping_one\.|cisco_duo\.|snowflake\.|servicenow\.)/;

const KEY = /dataset"\s*:\s*"([^"]{1,64})"/g;
const WORD = 'dataset"';

export function isAuditDataset(name: string): boolean {
  return DATASETS.test(name);
}

/** Whether a JSON line in text[start, end) says that it is such a record. */
export function isAuditRecord(text: string, start: number, end: number): boolean {
  // Most lines do not hold the word.
  const at = text.indexOf(WORD, start);
  if (at < 0 || at >= end) return false;
  for (const [, name = ''] of text.slice(at, end).matchAll(KEY)) if (isAuditDataset(name)) return true;
  return false;
}

/** A bastion's own words for acts of persons, which name a client and a target: https://doc.wallix.com */
const BASTION = /\[(?:wabauth|wabaudit|Vault Activity|((?:SSH|RDP|VNC) Session))\]/;
/** What begins or ends a session is a connection from one machine to another; what is done in it is none. */
const CONNECTION = / type="SESSION_/;
const LONGEST_LINE = 4000;
/** The mark stands where the message begins, or is what was taken for the end of its header. */
const MARK_BEFORE = 50;
const MARK_BEHIND = 60;

/** Cisco ISE's sign-ins and accounting name the switch that asked and the server that was asked, between which no user's traffic went. */
const ISE = /\bCISE_[A-Z]\w{1,40} \d{10} /;

/** Whether the message in text[start, end) says that it is an act of a person at a bastion, or a sign-in to a network. */
export function isAuditMessage(text: string, start: number, end: number): boolean {
  const front = text.slice(Math.max(0, start - MARK_BEFORE), Math.min(end, start + MARK_BEHIND));
  const found = BASTION.exec(front);
  if (found === null) return ISE.test(front);
  return found[1] === undefined || !CONNECTION.test(text.slice(start, Math.min(end, start + LONGEST_LINE)));
}
