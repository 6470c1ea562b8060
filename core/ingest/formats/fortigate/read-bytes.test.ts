import { expect, it } from 'vitest';
import { lineReader } from '../../slice/slice.test-kit.ts';
import { placeMinutes } from './web-zone.ts';
import { ZoneMemo } from './zone-memo.ts';

const WEB =
  'date=2025-01-01 time=00:00:40 log_id=30000000 msg_id=000000000001 device_id=FV1 vd="root" timezone="(GMT+1:00)Paris" type=traffic subtype="http" pri=notice action=none src=198.51.100.9 dst=192.0.2.7 http_request_bytes=444 http_response_bytes=401 http_host="www.example.com" http_url="/a"';
const MAIL =
  'date=2025-01-01 time=00:00:41.123 device_id=FE1 log_id=0200000001 type=statistics pri=information session_id="a" client_name="mail.example.org"';
const FIREWALL =
  'date=2025-01-01 time=00:00:42 devid="FG1" logid="0000000013" type="traffic" subtype="forward" vd="root" srcip=10.1.2.3 dstip=192.0.2.10 action="close" user_name="ann" http_request_bytes=5 http_response_bytes=6';

const reader = lineReader('auto');

/** Of a line that was read as text before, so that its format is known. */
function windowsOf(line: string): { readonly sent: number; readonly to: string; readonly time: number } | null {
  reader.read(line, 0, line.length);
  if (!reader.readBytes(Buffer.from(line, 'latin1'), 0, line.length)) return null;
  const { windows } = reader;
  const to = reader.windowText(windows.destStart, windows.destEnd);
  return { sent: windows.bytesSent, to, time: windows.timeMs };
}

it.each([
  ['the web firewall', WEB],
  ['the web firewall with its version in front', `v007xxxx${WEB}`],
  ['a season of the web firewall', WEB.replace('type=', 'timezone_dayst="GMTg-2" type=')],
  ['other names of a firewall’s figures', FIREWALL],
  ['the host of a URL beside an address', FIREWALL.replace('user_name', 'url="http://www.example.com/a" user_name')],
  ['a server’s name in place of its address', FIREWALL.replace('192.0.2.10', 'www.example.com')],
])('reads %s from bytes as from text', (_, line) => {
  const found = windowsOf(line);
  const { draft } = reader;
  expect(found).toEqual({
    sent: draft.bytesSent,
    to: draft.destinationHost || draft.destinationIp,
    time: draft.timeMs,
  });
});

it('reads a message of a mail gateway, which goes nowhere, from bytes', () => {
  expect(windowsOf(MAIL)?.to).toBe('');
  expect(reader.draft.reason).toBe('message-type');
});

it('leaves a line with two zones to the reader of text', () => {
  expect(windowsOf(WEB.replace('type=', 'tz="+0200" type='))).toBeNull();
});

it('remembers a zone for as long as the same words stand there', () => {
  const memo = new ZoneMemo(placeMinutes);
  const of = (zone: string): number => memo.of(Buffer.from(zone, 'latin1'), 0, zone.length);
  expect([of('(GMT+1:00)Paris'), of('(GMT+1:00)Paris'), of('(GMT-8:00)Paris'), of('Paris')]).toEqual([
    60,
    60,
    -480,
    Number.NaN,
  ]);
  expect(of(`(GMT+2:00)${'x'.repeat(100)}`)).toBe(120);
});
