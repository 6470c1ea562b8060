import { expect, test } from 'vitest';
import { openerFor } from './open-in-browser.ts';

test('each system has its opener, a computer without a display none', () => {
  expect(openerFor('darwin', {})).toEqual(['open']);
  expect(openerFor('win32', {})?.[0]).toBe('rundll32');
  expect(openerFor('linux', { DISPLAY: ':0' })).toEqual(['xdg-open']);
  expect(openerFor('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toEqual(['xdg-open']);
  expect(openerFor('linux', { DISPLAY: '' })).toBeNull();
});
