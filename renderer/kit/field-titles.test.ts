import { expect, it } from 'vitest';
import { TRAFFIC_FIELDS } from '../../core/model/traffic.ts';
import { fieldText, fieldTitle, inSentence } from './field-titles.ts';

it('calls every field that a format can give by words', () => {
  for (const name of TRAFFIC_FIELDS) expect(fieldTitle(name), name).toMatch(/^[A-Z][A-Za-z ]*$/);
});

it('leaves names that it does not know, and those of every object, as they are', () => {
  expect(fieldTitle('x-own')).toBe('x-own');
  expect(fieldTitle('constructor')).toBe('constructor');
});

it('writes parts as JSON', () => {
  expect(fieldText({ name: 'pc', managed: true })).toBe('{"name":"pc","managed":true}');
  expect(fieldText(null)).toBe('null');
  expect(fieldText(5)).toBe('5');
});

it('writes titles within sentences, and leaves abbreviations and names as they are', () => {
  expect(inSentence('User agent')).toBe('user agent');
  expect(inSentence('IP address')).toBe('IP address');
  expect(inSentence('Governed OAuth apps')).toBe('governed OAuth apps');
  expect(inSentence('Conditional Access policies')).toBe('Conditional Access policies');
});
