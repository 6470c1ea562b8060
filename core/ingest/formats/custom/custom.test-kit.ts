/** Definitions and lines for tests of described formats. */
import { type CustomFormat, readCustomFormat } from '../../../contract/custom-format.ts';

export function definitionOf(layout: object, fields: object, rest: object = {}): CustomFormat {
  return readCustomFormat({ undercastFormat: 1, id: 'custom-edge', title: 'Edge proxy', layout, fields, ...rest });
}

export const CSV = definitionOf(
  { kind: 'csv', delimiter: ';', header: true },
  {
    time: { from: ['Day', 'Clock'], pattern: 'd/M/yyyy HH:mm:ss', zone: 'Europe/Berlin' },
    sourceIp: { from: 'Client' },
    sourceUser: { from: 'Account', form: 'name' },
    url: { from: 'Address' },
    action: { from: 'Verdict', deny: ['no', 'stop*'] },
    bytesReceived: { from: 'Volume', unit: 'KiB' },
  },
);

export const CSV_LINES = [
  'Day;Clock;Client;Account;Address;Verdict;Volume',
  '7/3/2025;09:05:06;10.1.2.3;CORP\\alice;"https://files.example.com/a;b";yes;1.5',
  '7/3/2025;09:05:07;10.1.2.4;bob@corp.example;https://mail.example.com/;Stopped;2',
];

export const KEYVALUE = definitionOf(
  { kind: 'keyvalue', pairSeparator: '^^', keySeparator: '=' },
  {
    time: { from: 'when', pattern: 'epoch-ms' },
    sourceIp: { from: 'who' },
    destinationHost: { from: 'to' },
    destinationPort: { from: 'port' },
    bytesTotal: { from: 'size' },
  },
);

export const JSON_LINES = definitionOf(
  { kind: 'json' },
  {
    time: { from: 'event.at' },
    sourceIp: { from: 'client.ip' },
    sourceHost: { from: 'client.name' },
    destinationHost: { from: 'server.domain' },
    count: { from: 'hits' },
  },
);

export const W3C = definitionOf(
  { kind: 'w3c' },
  {
    time: { from: ['date', 'time'] },
    sourceIp: { from: 'x-src' },
    destinationHost: { from: 'x-site' },
    bytesSent: { from: 'x-up' },
  },
);

export const REGEX = definitionOf(
  { kind: 'regex', pattern: String.raw`\[(?P<at>[^\]]+)\] (?P<ip>\S+) asked for (?P<host>\S+), (?P<verdict>\w+)` },
  {
    time: { from: 'at', pattern: 'dd-MMM-yyyy HH:mm:ss' },
    sourceIp: { from: 'ip' },
    destinationHost: { from: 'host' },
    action: { from: 'verdict' },
  },
);
