/** Spellings of people in audit logs: mail addresses, guests, ids. */

const MAIL = /^[^\s@<>"']{1,128}@[^\s@<>"']{1,253}$/;
const GUEST = /^(.+)_([^_@]+)#ext#@/i;
const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const NIL = /^[0-]+$/;

/** The mail address that a sign-in name is or stands for: a guest's `bob_partner.example#EXT#@tenant` is bob@partner.example. Lower case. */
export function mailOf(name: string): string | null {
  // Asked of every account several times, and most names are none.
  const guest = name.includes('#') ? GUEST.exec(name) : null;
  if (guest !== null) return `${guest[1]}@${guest[2]}`.toLowerCase();
  const text = name.replace(/^smtp:/i, '');
  return MAIL.test(text) ? text.toLowerCase() : null;
}

export function isGuest(name: string): boolean {
  return name.includes('#') && GUEST.test(name);
}

export function domainOf(mail: string): string {
  return mail.slice(mail.lastIndexOf('@') + 1);
}

/** Ids that mean the same person in whatever app: directory object ids. */
export function isGlobalId(id: string): boolean {
  return GUID.test(id) && !NIL.test(id);
}

/** A OneDrive site's name of a mail address: `alice@corp.example` → `alice_corp_example`. */
export function siteNameOf(mail: string): string {
  return mail.toLowerCase().replace(/[^a-z0-9]/g, '_');
}

/** Mail services whose domains are nobody's organisation. */
export const PUBLIC_MAIL: ReadonlySet<string> = new Set([
  'gmail.com',
  'googlemail.com',
  'outlook.com',
  'hotmail.com',
  'live.com',
  'msn.com',
  'yahoo.com',
  'icloud.com',
  'me.com',
  'aol.com',
  'proton.me',
  'protonmail.com',
  'gmx.net',
  'gmx.de',
  'gmx.com',
  'web.de',
  'mail.com',
  'mail.ru',
  'yandex.ru',
  'qq.com',
  '163.com',
  '126.com',
  'zoho.com',
  'tutanota.com',
  'free.fr',
  'orange.fr',
  'libero.it',
]);
