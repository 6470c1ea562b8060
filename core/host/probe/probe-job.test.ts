/** The probe through the engine, over servers on this machine: opt-in, stored, scored, forgotten. */
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { networkWith } from '../../probe/probe.test-kit.ts';
import { createWorkspace, startEngine, type TestEngine, TestFolder } from '../host.test-kit.ts';

const folder = new TestFolder();
let asked = 0;
/** Name servers that never answer. */
let isSilent = false;
let test: TestEngine;
// The stand-in server lives as long as one test: each network is made anew.
let network = await networkWith();
beforeAll(async () => {
  test = await startEngine(1, undefined, {
    ...network,
    get tlsPort() {
      return network.tlsPort;
    },
    get httpPort() {
      return network.httpPort;
    },
    resolve: async (host) => {
      asked++;
      if (isSilent) return new Promise<never>(() => undefined);
      if (host.includes('zoom')) throw new Error('ENOTFOUND');
      return ['127.0.0.1'];
    },
  });
  await createWorkspace(test, folder.path('probe.undercast'));
});
afterAll(async () => {
  await test.stop();
  folder.remove();
});

const factorOf = async (app: string, factor: string) =>
  (await test.client.call('catalog.getApp', { id: app })).factors.find(({ id }) => id === factor);

it('does nothing until it is allowed, and nothing at all on a machine that is offline', async () => {
  const { client } = test;
  expect(await client.call('probe.getState', {})).toEqual({ allowed: false, offline: false, probes: [] });
  await expect(client.run('probe.run', { apps: ['dropbox'] })).rejects.toMatchObject({ code: 'probe.notAllowed' });
  await client.call('probe.allow', { allowed: true });
  vi.stubEnv('UNDERCAST_OFFLINE', '1');
  await expect(client.run('probe.run', { apps: ['dropbox'] })).rejects.toMatchObject({ code: 'probe.offline' });
  vi.unstubAllEnvs();
  expect(asked).toBe(0);
});

it('takes what it sees into the workspace, where it goes before the catalog until it is forgotten', async () => {
  network = await networkWith({ http: (_, reply) => reply.writeHead(302, { location: 'https://x.example/' }).end() });
  const { client } = test;
  const before = await factorOf('dropbox', 'isTrustedCertificate');
  const { probed, fresh } = await client.run('probe.run', { apps: ['dropbox', 'zoom', 'dropbox'] });
  expect(probed.map(({ app, result }) => [app, result.reached, result.problem])).toEqual([
    ['dropbox', true, null],
    ['zoom', false, 'its name does not resolve'],
  ]);
  expect(fresh).toBe(0);
  expect(await factorOf('dropbox', 'isValidCertificateName')).toMatchObject({
    value: false,
    source: 'probe',
    basis: 'known',
    asOf: new Date().toISOString().slice(0, 10),
  });
  expect(await factorOf('dropbox', 'isEnforceTransportEncryption')).toMatchObject({ value: true, source: 'probe' });
  // What was not reached says nothing.
  expect((await client.call('probe.getState', {})).probes.map(({ app }) => app)).toEqual(['dropbox']);

  expect(await client.run('probe.run', { apps: ['dropbox'] })).toEqual({ probed: [], fresh: 1, hostless: [] });
  expect((await client.run('probe.run', { apps: ['dropbox'], again: true })).probed).toHaveLength(1);
  expect(await client.call('probe.forget', { apps: ['dropbox'] })).toEqual({ forgotten: 1 });
  expect(await factorOf('dropbox', 'isTrustedCertificate')).toEqual(before);
  const { rows } = await client.call('governance.list', {});
  expect(rows.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['probe.allow', 'probe.run', 'probe.forget']),
  );
});

it('knows the apps it is asked for', async () => {
  await expect(test.client.run('probe.run', { apps: ['no-such-app'] })).rejects.toMatchObject({
    code: 'entity.unknown',
  });
});

it('keeps no other job waiting, and ends as soon as it is cancelled', async () => {
  const { client } = test;
  isSilent = true;
  const first = await client.call('probe.run', { apps: ['dropbox'], again: true });
  const second = await client.call('probe.run', { apps: ['zoom'], again: true });
  const log = folder.path('meanwhile.log');
  writeFileSync(log, '{"time":"2026-01-01T00:00:00Z"}\n');
  // Whatever becomes of it, it had its turn.
  await client.run('names.import', { tokens: [test.grant(log)] }).catch(() => undefined);
  expect((await client.call('jobs.get', { id: first.jobId })).state).toBe('running');
  expect((await client.call('jobs.get', { id: second.jobId })).state).toBe('queued');
  for (const { jobId } of [second, first]) await client.call('jobs.cancel', { id: jobId });
  await expect.poll(async () => (await client.call('jobs.get', { id: first.jobId })).state).toBe('cancelled');
  isSilent = false;
  expect((await client.run('probe.run', { apps: ['zoom'], again: true })).probed).toHaveLength(1);
});
