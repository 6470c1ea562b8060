/**
 * By what a text that may hold audit records is told from one that cannot, before any connector is loaded: an object, CEF or LEEF, or the words
 * of a product that writes its audit log as text.
 */
const MARKS =
  /\{|CEF: ?\d|LEEF:\d|org\.keycloak\.events|%CYBERARK:|\[(?:wabauth|wabaudit|(?:SSH|RDP|VNC) Session|Vault Activity)\]|;when=\d|\| ?tid:|\[vim\.event\.|pfhost=|\| [A-Z_]+ \| [A-Z_]+ \| |\|Azure ATP\|/;

export function mayHoldRecords(text: string): boolean {
  return MARKS.test(text);
}
