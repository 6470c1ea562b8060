/** Connections over every adapter; none of them asks anything of a provider. */
import type { Stage } from './cases.ts';
import { codeOf } from './code-of.ts';

export const CONNECTION_CASES = {
  'connections.create': async ({ call, kept }: Stage) => {
    // Kept with the key that the cases of privacy made.
    const { id } = await call('connections.create', {
      name: 'Okta',
      provider: 'okta',
      settings: { domain: 'example.okta.com' },
      feeds: ['system-log'],
      stream: 'Okta',
      secrets: { token: 'not-a-real-token' },
    });
    kept.set('connection', String(id));
    return id;
  },
  'connections.update': async ({ call, kept }: Stage) =>
    call('connections.update', { id: Number(kept.get('connection')), intervalMinutes: 60 }),
  'connections.enable': async ({ call, kept }: Stage) =>
    call('connections.enable', { id: Number(kept.get('connection')), enabled: false }),
  'connections.list': async ({ call }: Stage) => {
    const { rows, providers } = await call('connections.list', {});
    return [rows.map(({ config, state }) => [config.name, config.intervalMinutes, state]), providers.length > 0];
  },
  // Nothing is asked of a provider here: neither of a disabled connection nor of one that there is not.
  'connections.pullNow': async ({ run, kept }: Stage) =>
    codeOf(run('connections.pullNow', { id: Number(kept.get('connection')) })),
  'connections.listNow': async ({ run, kept }: Stage) =>
    codeOf(run('connections.listNow', { id: Number(kept.get('connection')) })),
  'connections.testNow': async ({ run }: Stage) => codeOf(run('connections.testNow', { id: 999 })),
  // Nothing is changed at a provider either: through no connection that only reads, by no dry run that nobody made.
  'connections.actions': async ({ call }: Stage) => call('connections.actions', { app: 'okta' }),
  'connections.planAction': async ({ run, kept }: Stage) =>
    codeOf(
      run('connections.planAction', {
        connection: Number(kept.get('connection')),
        action: 'suspend',
        values: { user: 'alice@example.com' },
      }),
    ),
  'connections.planUndo': async ({ run }: Stage) => codeOf(run('connections.planUndo', { run: 999 })),
  'connections.runAction': async ({ run }: Stage) =>
    codeOf(run('connections.runAction', { plan: 'none', confirm: 'alice@example.com' })),
  'connections.pulls': async ({ call }: Stage) => call('connections.pulls', {}),
  'connections.runs': async ({ call }: Stage) => call('connections.runs', {}),
  'connections.proxy': async ({ call }: Stage) => {
    const { mode, hasPassword, problem } = await call('connections.proxy', {});
    return [mode, hasPassword, problem];
  },
  'connections.setProxy': async ({ call }: Stage) => [
    await codeOf(call('connections.setProxy', { mode: 'proxy', address: 'socks5://proxy.example.com' })),
    await call('connections.setProxy', { mode: 'direct' }),
    // The adapters share this computer's settings.
    await call('connections.setProxy', { mode: 'environment' }),
  ],
  'connections.remove': async ({ call, kept }: Stage) =>
    call('connections.remove', { id: Number(kept.get('connection')) }),
};
