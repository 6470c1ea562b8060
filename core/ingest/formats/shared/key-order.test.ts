import fc from 'fast-check';
import { expect, it } from 'vitest';
import { KeyOrder } from './key-order.ts';

/** Reads `key=` after `key=` as readers of pairs do. @returns which keys were known before they were looked at */
function read(order: KeyOrder, line: string): string[] {
  const bytes = Buffer.from(`${line}\n    `, 'latin1');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const known: string[] = [];
  order.begin();
  for (let at = 0; at < line.length; ) {
    const length = order.match(view, at, line.length);
    const end = length > 0 ? at + length : line.indexOf('=', at) + 1;
    const key = line.slice(at, end);
    if (length > 0) known.push(key);
    else order.note(view, at, end, key.length);
    expect(order.number).toBe(key.length);
    at = end;
  }
  return known;
}

it('matches the key that was noted and no other', () => {
  const key = fc.stringMatching(/^[ab]{1,34}=$/);
  fc.assert(
    fc.property(key, key, (noted, met) => {
      const order = new KeyOrder();
      read(order, noted);
      expect(read(order, met)).toEqual(noted === met && noted.length <= 32 ? [noted] : []);
    }),
  );
});

it('knows the keys of a line from the line before', () => {
  const order = new KeyOrder();
  expect(read(order, 'date=time=devname=')).toEqual([]);
  expect(read(order, 'date=time=devname=')).toEqual(['date=', 'time=', 'devname=']);
  expect(read(order, 'date=times=devname=')).toEqual(['date=']);
});

it('knows the keys of two kinds of lines that take turns', () => {
  const order = new KeyOrder();
  const [one, other] = ['date=srcip=dstip=user=', 'date=srcip=hostname=url=user='];
  for (const line of [one, other]) read(order, line);
  for (const line of [one, other, one, other]) expect(read(order, line).join('')).toBe(line);
});

it('reads keys that are longer than it remembers, and more than it remembers', () => {
  const order = new KeyOrder();
  const long = `${'k'.repeat(40)}=`;
  read(order, `a=${long}b=`);
  expect(read(order, `a=${long}b=`)).toEqual(['a=', 'b=']);
  for (let key = 0; key < 2000; key++) read(order, `a=k${key}=`);
  read(order, 'a=b=');
  expect(read(order, 'a=b=')).toEqual(['a=', 'b=']);
});

it('looks at nothing behind the bytes', () => {
  const order = new KeyOrder();
  read(order, 'a=');
  const bytes = Buffer.from('a=', 'latin1');
  order.begin();
  expect(order.match(new DataView(bytes.buffer, bytes.byteOffset, 2), 0, 2)).toBe(0);
});

it('knows the key in front of an equals sign where a blank is in front of it', () => {
  const order = new KeyOrder();
  const bytes = Buffer.from('a=1 user=2 zuser=3 user=4    ', 'latin1');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  order.begin();
  order.note(view, 0, 2, 1);
  order.note(view, 4, 9, 7);
  order.begin();
  order.note(view, 0, 2, 1);
  // What it belongs to must begin behind the value's beginning.
  expect(order.matchBefore(view, 4, 9)).toBe(0);
  expect(order.matchBefore(view, 2, 17)).toBe(0);
  expect([order.matchBefore(view, 2, 9), order.number]).toEqual([5, 7]);
});
