import { describe, expect, it } from 'vitest';
import { cutText, inertJson, visibleText } from './visible-text.ts';

describe('logged text', () => {
  it('shows what a screen would obey', () => {
    expect(visibleText('a\u202egpj.exe')).toBe('a⟨U+202E⟩gpj.exe');
    expect(visibleText('\u0000\u001b[31m\u200b')).toBe('⟨U+0000⟩⟨U+001B⟩[31m⟨U+200B⟩');
    expect(visibleText('\u{e0041}')).toBe('⟨U+E0041⟩');
  });
  it('stands escaped in JSON, and reads back', () => {
    const value = { name: 'a\u202eb\u009bc\u{e0041}', other: 'Grüße 🎈\n' };
    expect(inertJson(value)).toBe('{"name":"a\\u202eb\\u009bc\\udb40\\udc41","other":"Grüße 🎈\\n"}');
    expect(JSON.parse(inertJson(value))).toEqual(value);
  });
  it('leaves text of any script as it is', () => {
    expect(visibleText('Grüße, 漢字 🎈\n\tعربي')).toBe('Grüße, 漢字 🎈\n\tعربي');
  });
  it('cuts huge texts, and no character in half', () => {
    expect(cutText('abc', 3)).toEqual({ shown: 'abc', left: 0 });
    expect(cutText('ab🎈c', 3)).toEqual({ shown: 'ab', left: 3 });
    expect(cutText('x'.repeat(10_000_000), 10)).toEqual({ shown: 'xxxxxxxxxx', left: 9_999_990 });
  });
});
