import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BootedConsole, bootUnderTest } from '../testing/boot-under-test.ts';
import type { StandInWebContents } from '../testing/stand-in-windows.ts';

let booted: BootedConsole;
let contents: StandInWebContents;
beforeAll(async () => {
  booted = await bootUnderTest();
  const window = booted.electron.windows[0];
  if (window === undefined) throw new Error('no window');
  contents = window.webContents;
});
afterAll(() => booted.stop());

const ADDRESSES = [
  'https://evil.example/',
  'file:///etc/passwd',
  'undercast://other/',
  'javascript:alert(1)',
  'data:text/html,x',
];

/** Whether an event of this name and address is stopped. */
function isStopped(name: string, url: string): boolean {
  let stopped = false;
  contents.emit(name, { url, preventDefault: () => (stopped = true) });
  return stopped;
}

describe('the page stays where it is', () => {
  test.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('%s', (name) => {
    for (const url of ADDRESSES) expect(isStopped(name, url), url).toBe(true);
    expect(isStopped(name, 'undercast://app/apps')).toBe(false);
  });

  test('no webview, no second window', () => {
    expect(isStopped('will-attach-webview', '')).toBe(true);
    for (const url of [...ADDRESSES, 'undercast://app/']) {
      expect(contents.openHandler?.({ url }), url).toEqual({ action: 'deny' });
    }
  });

  test('only web addresses are handed to the system', async () => {
    booted.electron.opened.length = 0;
    for (const url of [...ADDRESSES, 'smb://share/x', 'ms-msdt:/id', 'vscode://x']) contents.openHandler?.({ url });
    await Promise.resolve();
    expect(booted.electron.opened).toEqual(['https://evil.example/']);
    const bad = await booted.page.bridge().host('host.openExternal', { url: 'file:///etc/passwd' });
    expect(bad).toMatchObject({ ok: false });
    expect(booted.electron.opened).toHaveLength(1);
  });
});

test('permissions are denied but for copying text', () => {
  const { request, check } = booted.electron.session.kept;
  const granted = (permission: 'geolocation' | 'media' | 'clipboard-read' | 'clipboard-sanitized-write'): boolean => {
    let answer = false;
    request?.(contents as never, permission, (value) => (answer = value), {} as never);
    return answer;
  };
  expect(granted('geolocation')).toBe(false);
  expect(granted('media')).toBe(false);
  expect(granted('clipboard-read')).toBe(false);
  expect(granted('clipboard-sanitized-write')).toBe(true);
  expect(check?.(null, 'notifications', 'undercast://app/', {} as never)).toBe(false);
  expect(check?.(null, 'clipboard-sanitized-write', 'https://evil.example/', {} as never)).toBe(false);
});

test('nothing leaves the computer', () => {
  const cancelled = (url: string): boolean => {
    let cancel = false;
    booted.electron.session.kept.beforeRequest?.({ url }, (answer) => (cancel = answer.cancel ?? false));
    return cancel;
  };
  for (const url of [
    'https://example.com/',
    'http://127.0.0.1/',
    'ws://example.com/',
    'file:///etc/passwd',
    'ftp://x/',
  ]) {
    expect(cancelled(url), url).toBe(true);
  }
  expect(cancelled('undercast://app/assets/app.js')).toBe(false);
});

describe('the protocol', () => {
  const ask = async (url: string, method = 'GET') => booted.electron.protocol(new Request(url, { method }));

  test('serves the page with a strict policy', async () => {
    const page = await ask('undercast://app/');
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<title>page</title>');
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("connect-src 'self';");
    expect((await ask('undercast://app/assets/app.js')).headers.get('content-type')).toContain('javascript');
  });

  test.each([
    'undercast://app/../secret.js',
    'undercast://app/%2e%2e/secret.js',
    'undercast://app/..%2fsecret.js',
    'undercast://app/..%5csecret.js',
    'undercast://app/assets/%2e%2e%2f%2e%2e%2fsecret.js',
    'undercast://app/secret.js%00',
    'undercast://app//etc/passwd.txt',
  ])('%s leads nowhere', async (url) => {
    const answer = await ask(url);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toBe('');
  });

  test('another host or method is refused', async () => {
    expect((await ask('undercast://other/')).status).toBe(403);
    expect((await ask('undercast://app/', 'POST')).status).toBe(403);
    expect(await readFile(join(booted.folder, 'secret.js'), 'utf8')).toBe('secret');
  });
});
