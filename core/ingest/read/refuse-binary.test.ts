import { expect, test } from 'vitest';
import { Random } from '../../sample/random.ts';
import { refuseBinary, refuseOffice } from './refuse-binary.ts';

test.each([
  [
    '456c6646696c6500',
    'is an EVTX file of Windows, not a log. Write its events as XML (wevtutil qe FILE /lf:true /f:xml',
  ],
  [
    '4c504b5348485248',
    'is a journal file of systemd, not a log. Write its entries as JSON (journalctl --file FILE -o json',
  ],
  ['d4c3b2a102000400', 'is a packet capture, not a log. Let Zeek or Suricata write the logs of its connections'],
  ['0a0d0d0a1c000000', 'is a packet capture, not a log.'],
  ['4f626a0104160000', 'is an Avro file, not a log. Write it as JSON lines'],
  ['fd377a585a000000', 'is an xz file, not a log. Unpack it first (xz -dk) and import what comes out.'],
])('%s says what it is and how a log comes out of it', (magic, words) => {
  const head = Buffer.concat([Buffer.from(magic, 'hex'), Buffer.alloc(500)]);
  expect(() => refuseBinary('given', head)).toThrow(`given ${words}`);
});

test.each(['{"a":1}', '\u0000\u0000\u00001777890032.123 12 192.0.2.4', 'PARIS 2026', 'Obj 1', '\n\n\n'])(
  'a log that begins with %j is let through',
  (text) => {
    expect(() => refuseBinary('given', Buffer.from(text))).not.toThrow();
  },
);

test('text in UTF-32 is named, and told from UTF-16 and from holes', () => {
  const text = `\ufeff${'größe 1\tok\n'.repeat(20)}`;
  const little = Buffer.alloc(text.length * 4);
  for (let at = 0; at < text.length; at++) little.writeUInt32LE(text.charCodeAt(at), at * 4);
  const big = Buffer.from(little).swap32();
  for (const cut of [64, 67, little.length]) {
    expect(() => refuseBinary('given', little.subarray(0, cut))).toThrow(
      'given is text in UTF-32LE, which is not read. Write it as UTF-8 (iconv -f UTF-32LE -t UTF-8 FILE > log.txt)',
    );
    expect(() => refuseBinary('given', big.subarray(0, cut))).toThrow('is text in UTF-32BE');
  }
  const narrow = Buffer.from(text, 'utf16le');
  for (const fine of [
    narrow,
    Buffer.from(narrow).swap16(),
    Buffer.from(text),
    Buffer.alloc(512),
    Buffer.from('a\0\0\0'),
  ])
    expect(() => refuseBinary('given', fine)).not.toThrow();
});

const random = (seed: number, bytes: number): Buffer => {
  const next = new Random(seed, 7);
  return Buffer.from(Array.from({ length: bytes }, () => next.next() & 0xff));
};
const LINE = '192.0.2.4 - - [10/Mar/2026:09:02:00 +0000] "GET /größe HTTP/1.1" 200 12\n';

test('random bytes are no text', () => {
  for (const seed of Array(20).keys()) {
    const head = Buffer.concat([Buffer.from('xy'), random(seed, 510)]);
    expect(() => refuseBinary('given', head)).toThrow('given is a binary file, not a log. Give the log as text');
  }
});

test.each([
  ['in Latin-1', Buffer.from(LINE.repeat(8), 'latin1')],
  ['in UTF-16', Buffer.from(`\ufeff${LINE.repeat(4)}`, 'utf16le')],
  ['in Shift JIS', Buffer.from('93fa967b8cea82cc838d834f81428b4c985e0d0a'.repeat(16), 'hex')],
  ['with fields between controls', Buffer.from(LINE.replaceAll(' ', '\u0001').repeat(8), 'latin1')],
  ['with bytes that somebody sent', Buffer.concat([random(1, 120), Buffer.from(`\n${LINE.repeat(6)}`, 'latin1')])],
  ['behind a hole', Buffer.concat([Buffer.alloc(400), Buffer.from(LINE, 'latin1')])],
])('a log %s is let through', (_, head) => {
  expect(() => refuseBinary('given', head.subarray(0, 512))).not.toThrow();
});

test('an archive with the parts of a workbook is one, and a folder of logs beside types is none', () => {
  const parts = ['[Content_Types].xml', '_rels/.rels', 'xl/workbook.xml', 'xl/worksheets/sheet1.xml'];
  expect(() => refuseOffice('report.xlsx', parts)).toThrow(
    'report.xlsx is an Excel workbook, not a log. Save its sheet as CSV (UTF-8) and import that.',
  );
  expect(() => refuseOffice('logs.zip', ['[Content_Types].xml', 'proxy.log'])).not.toThrow();
  expect(() => refuseOffice('logs.zip', ['xl/workbook.xml'])).not.toThrow();
});
