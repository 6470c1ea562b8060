/**
 * By what a text that may hold audit records is told from one that cannot, before any connector is loaded: an object, CEF or LEEF, or the words
 * of a product that writes its audit log as text.
 */
const MARKS =
  /\{|CEF: ?\d|LEEF:\d|org\.keycloak\.events|[tT]ype="?[A-Z_]{3,40}"?, realmId=|%CYBERARK:|\[(?:wabauth|wabaudit|(?:SSH|RDP|VNC) Session|Vault Activity)\]|;when=\d|\| ?tid:|\[vim\.event\.|pfhost=|\| [A-Z_]+ \| [A-Z_]+ \| |\|Azure ATP\|/;

/** A text in a field of an object: only what names its form or product is a record, whatever else has pairs. */
export function isMarked(text: string): boolean {
  const at = text.search(MARKS);
  return at >= 0 && text.charAt(at) !== '{';
}

export function mayHoldRecords(text: string): boolean {
  return MARKS.test(text);
}
