/**
 * By what a text that may hold audit records is told from one that cannot, before any connector is loaded: an object, CEF or LEEF, or the words
 * of a product that writes its audit log as text.
 */
const MARKS =
  /\{|CEF: ?\d|LEEF:\d|org\.keycloak\.events|[tT]ype="?[A-Z_]{3,40}"?, realmId=|%CYBERARK:|\[(?:wabauth|wabaudit|(?:SSH|RDP|VNC) Session|Vault Activity)\]|;when=\d|\| ?tid:|\[vim\.event\.|pfhost=|\| [A-Z_]+ \| [A-Z_]+ \| |\|Azure ATP\|/;

/**
 * What servers, devices and databases call those who write of sign-ins and of administration, in logs that hold much else: programs of a
 * syslog, kinds of a firewall's lines, Windows' source of its security log.
 */
const ACTS =
  /\b(?:sshd(?:-session)?|sudo|su|dropbear|vsftpd|proftpd|webmin|screensharingd|useradd|userdel|groupadd|systemd-logind|pvedaemon)(?:\[\d+\])?: |\bdovecot: \S+-login: |\bpam_unix\(|\bmsg=audit\(\d|Microsoft-Windows-Security-Auditing|,(?:CONFIG|SYSTEM|GLOBALPROTECT|AUTHENTICATION),|\bAUDIT: (?:SESSION|OBJECT),|<AUDIT_RECORD|%ASA-\d-(?:1110\d\d|113\d{3}|605\d{3})|\bCISE_|\btype=kevent\b|%%\d\d(?:LOGIN|SSHS)\/\d\/|\bAUTHFAIL: user=|\] info \[cpsrvd\] |(?:LOGIN|AUTH FAILURE) FROM [\d.]{7,15}(?=\s|$)| \| \w{2,80}Event \| [^|]{1,128} \| \d{13} \| |" with parameters \{.{0,2000} done in [\d.]{1,12}s: \d{3}(?=\s|$)/;

/** A text in a field of an object: only what names its form or product is a record, whatever else has pairs. */
export function isMarked(text: string): boolean {
  const at = text.search(MARKS);
  return at >= 0 && text.charAt(at) !== '{';
}

export function mayHoldRecords(text: string): boolean {
  return MARKS.test(text) || ACTS.test(text);
}
