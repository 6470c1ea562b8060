/** What a command writes down before it changes something is the way back: a shell runs command, second run and way back. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ControlAction } from '../model/control.ts';
import { commandsFor } from './commands-for.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'undercast-kept-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs lines with tools that answer with what `state` holds and write down what they are told to change. */
function run(line: string | null | undefined): void {
  const stubs = [
    'box() { case "$1" in files:get|files:collaborations) cat state;; *) echo "box $*" >> told;; esac; }',
    'aws() { case "$2" in get-bucket-acl|get-bucket-policy) cat state;; get-bucket-ownership-controls) :;;',
    '  get-public-access-block) if test -e denied; then echo AccessDenied >&2; return 254; fi',
    '    if test -s block; then cat block; else echo NoSuchPublicAccessBlockConfiguration >&2; return 254; fi;;',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the shell's
    '  put-bucket-acl) echo "aws $* = $(cat "${6#file://}")" >> told;; *) echo "aws $*" >> told;; esac; }',
    // What jq would do with the folder's number, and a list that is left as it is.
    'jq() { for last; do :; done; case "$2" in .parent.id) sed "s/[^0-9]//g" "$last";; *) cat "$last";; esac; }',
    // GAM writes its list where it is redirected, and tells what it was given of each list that it reads.
    'gam() { case "$1 $2" in "redirect csv") cp state "$3";;',
    '  *) for word; do test ! -e "$word" || echo "read $(tail -n +2 "$word" | tr "\\n" " ")" >> told; done; echo "gam $*" >> told;; esac; }',
  ];
  writeFileSync(join(folder, 'script.sh'), [...stubs, line ?? 'exit 1'].join('\n'));
  execFileSync('/bin/sh', ['script.sh'], { cwd: folder, stdio: 'pipe' });
}

const state = (text: string): void => writeFileSync(join(folder, 'state'), text);
const told = (): string => {
  const text = readFileSync(join(folder, 'told'), 'utf8').trim();
  rmSync(join(folder, 'told'));
  return text;
};

const one = (action: ControlAction, app: string, values: Readonly<Record<string, string>>) => {
  const [found] = commandsFor({ action, app, values });
  if (found === undefined) throw new Error(`no ${action} of ${app}`);
  expect(found.missing).toEqual([]);
  return found;
};

test('a file of Box goes back to the folder that it was in before the first run', () => {
  const found = one('admin-quarantine', 'box', { file: '11', folder: '99' });
  state('{"parent":{"id":"42"}}');
  run(found.command);
  expect(told()).toBe('box files:move 11 99');
  state('{"parent":{"id":"99"}}');
  run(found.command);
  told();
  const other = one('admin-quarantine', 'box', { file: '12', folder: '99' });
  state('{"parent":{"id":"43"}}');
  run(other.command);
  told();
  run(found.undo);
  expect(told()).toBe('box files:move 11 42');
  run(other.undo);
  expect(told()).toBe('box files:move 12 43');
  expect(readdirSync(folder).filter((name) => name.includes('before'))).toEqual([]);
});

test('a bucket gets back the access list of before the first run, and the command goes by that of now', () => {
  const found = one('remove-collaborator', 'amazon-web-services', { file: 'pay.example', collaborator: 'id-1' });
  expect(found.tool).toContain('access list');
  state('{"Grants":"first"}');
  run(found.command);
  state('{"Grants":"second"}');
  run(found.command);
  expect(
    told()
      .split('\n')
      .map((line) => line.replace(/.* = /, '')),
  ).toEqual(['{"Grants":"first"}', '{"Grants":"second"}']);
  run(found.undo);
  expect(told()).toContain('= {"Grants":"first"}');
});

const BLOCK = '{"BlockPublicAcls":true,"IgnorePublicAcls":false}';

test.each(['make-private', 'remove-public-link'] as const)('%s gives a bucket its earlier block back', (action) => {
  const found = one(action, 'amazon-web-services', { file: 'pay.example' });
  state('{"Grants":[]}');
  writeFileSync(join(folder, 'block'), BLOCK);
  run(found.command);
  writeFileSync(join(folder, 'block'), '{"BlockPublicAcls":true,"IgnorePublicAcls":true}');
  run(found.command);
  told();
  expect(readFileSync(join(folder, 'bucket-block-before-pay.example.json'), 'utf8')).toBe(BLOCK);
  run(found.undo);
  expect(told()).toContain('put-public-access-block --bucket pay.example --public-access-block-configuration file://');
  expect(readdirSync(folder).filter((name) => name.includes('before'))).toEqual([]);
});

test('a bucket without a block loses the one that it was given, and an error of another kind changes nothing', () => {
  const found = one('remove-public-link', 'amazon-web-services', { file: 'pay.example' });
  run(found.command);
  expect(told()).toContain('put-public-access-block');
  run(found.undo);
  expect(told()).toBe('aws s3api delete-public-access-block --bucket pay.example');
  writeFileSync(join(folder, 'denied'), '');
  expect(() => run(found.command)).toThrow(/AccessDenied/);
  expect(readdirSync(folder)).not.toContain('told');
});

test('a way back that was never needed changes nothing and says why', () => {
  const found = one('remove-public-link', 'amazon-web-services', { file: 'pay.example' });
  expect(() => run(found.undo)).toThrow(/bucket-block-before-pay\.example\.json/);
  expect(readdirSync(folder)).not.toContain('told');
});

const HEAD = 'Owner,id,permission.id,permission.type,permission.role,permission.emailAddress';

test('whom a second run takes away is kept beside whom the first one took', () => {
  const found = one('make-private', 'google-drive', { user: 'ann@example.com', file: 'f1' });
  state(`${HEAD}\nann@example.com,f1,1,user,writer,"b""o\nb"@example.org`);
  run(found.command);
  state(`${HEAD}\nann@example.com,f1,2,user,reader,eve@example.net`);
  run(found.command);
  told();
  run(found.undo);
  const read = told()
    .split('\n')
    .filter((line) => line.startsWith('read'));
  expect(read).toHaveLength(2);
  expect(read.join()).toContain('"b""o b"@example.org');
  expect(read.join()).toContain('eve@example.net');
  expect(readdirSync(folder).filter((name) => name.startsWith('permissions'))).toEqual([]);
});

test('a list that has nobody takes nobody away, and comes back as nothing', () => {
  const found = one('remove-external', 'google-drive', {
    user: 'ann@example.com',
    file: 'f1',
    ownDomain: 'example.com',
  });
  state('Owner,id');
  run(found.command);
  run(found.undo);
  expect(readdirSync(folder)).not.toContain('told');
});

test('what an interrupted run left half-written is no list, and no way back', () => {
  const found = one('make-private', 'google-drive', { user: 'ann@example.com', file: 'f1' });
  expect(() => run(`gam() { echo half > "$3"; exit 1; }\n${found.command}`)).toThrow();
  expect(() => run(found.undo)).not.toThrow();
  expect(readdirSync(folder)).not.toContain('told');
  const place = one('admin-quarantine', 'box', { file: '11', folder: '99' });
  expect(() => run(`box() { echo half; exit 1; }\n${place.command}`)).toThrow();
  expect(readdirSync(folder).filter((name) => name.includes('before'))).toEqual([]);
});

test('files are named after long values too, each after its own', () => {
  const paths = ['a', 'b'].map((end) => `/${'\u00e9 long folder/'.repeat(40)}${end}`);
  for (const [at, file] of paths.entries()) {
    state(`{"parent":{"id":"${at + 1}"}}`);
    run(one('admin-quarantine', 'box', { file, folder: '99' }).command);
  }
  told();
  for (const file of paths) run(one('admin-quarantine', 'box', { file, folder: '99' }).undo);
  expect(told().match(/\d+$/gm)).toEqual(['1', '2']);
});

test('nothing is changed where what there is cannot be read', () => {
  const found = one('admin-quarantine', 'box', { file: '11', folder: '99' });
  run(`{ ${found.command}\n} || true`);
  expect(readdirSync(folder)).not.toContain('told');
});
