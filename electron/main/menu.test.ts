import type { MenuItemConstructorOptions } from 'electron';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { HOST_COMMANDS, type HostCommandId } from '../../core/contract/bridge.ts';

let menuTemplate: typeof import('./menu.ts')['menuTemplate'];
beforeAll(async () => {
  vi.resetModules();
  vi.doMock('electron', () => ({ app: { name: 'Undercast', isPackaged: true }, Menu: {} }));
  ({ menuTemplate } = await import('./menu.ts'));
});
afterAll(() => vi.doUnmock('electron'));

const recent = [{ name: 'Case', path: '/home/a/Case.undercast', lastOpened: 1 }];

/** Every item, at any depth. */
function items(template: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return template.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? items(item.submenu) : [])]);
}

test.each(['linux', 'win32', 'darwin'] as const)('on %s every command is there, once, and does itself', (platform) => {
  const done: HostCommandId[] = [];
  const opened: string[] = [];
  const template = menuTemplate(
    recent,
    { command: (id) => done.push(id), openRecent: (path) => opened.push(path) },
    platform,
  );
  const all = items(template);
  for (const item of all) item.click?.(undefined as never, undefined, undefined as never);
  const byFile: readonly string[] = ['workspace.openToken', 'imports.openToken'];
  expect([...done].sort()).toEqual(HOST_COMMANDS.filter((id) => !byFile.includes(id)).sort());
  expect(opened).toEqual(['/home/a/Case.undercast']);
  const roles = all.flatMap((item) => (item.role === undefined ? [] : [item.role]));
  expect(roles).toContain('quit');
  expect(roles.filter((role) => role === 'quit')).toHaveLength(1);
  expect(roles.includes('services')).toBe(platform === 'darwin');
  expect(roles).not.toContain('toggleDevTools');
});

test('shortcuts do not clash', () => {
  const all = items(menuTemplate([], { command: () => undefined, openRecent: () => undefined }, 'linux'));
  const keys = all.flatMap((item) => (item.accelerator === undefined ? [] : [String(item.accelerator)]));
  expect(new Set(keys).size).toBe(keys.length);
  expect(all.find((item) => item.id === 'recent')?.enabled).toBe(false);
});
