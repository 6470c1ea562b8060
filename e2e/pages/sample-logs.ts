/** Small logs of reserved names, whose right figures are known by construction. */

const START_SECONDS = Date.UTC(2026, 0, 12, 8) / 1000;

/** Squid's native format, one line a minute, taking turns over users and hosts. */
export function squidLines(count: number): string {
  const users = ['alice', 'bob', 'carol'];
  const hosts = ['files.example.com', 'mail.example.net', 'chat.example.org'];
  return Array.from({ length: count }, (_, at) => {
    const user = users[at % users.length];
    const host = hosts[at % hosts.length];
    const time = `${START_SECONDS + at * 60}.${String(at % 1000).padStart(3, '0')}`;
    return `${time}    245 10.1.2.${(at % 50) + 1} TCP_MISS/200 ${1000 + at} GET http://${host}/a.zip ${user} HIER_DIRECT/192.0.2.10 application/zip\n`;
  }).join('');
}

/** Parsed lines with `broken` lines in between that no parser accepts. */
export function squidWithRejects(good: number, broken: number): string {
  const bad = Array.from({ length: broken }, (_, at) => `this is no log line, number ${at}\n`).join('');
  return squidLines(good) + bad;
}
