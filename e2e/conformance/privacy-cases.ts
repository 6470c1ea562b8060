/** The key, what it reveals, and its ways in and out, over every adapter. */
import type { PrivacyState } from '../../core/contract/privacy.ts';
import type { Stage } from './cases.ts';
import { HOST } from './catalog-cases.ts';
import { codeOf } from './code-of.ts';

const PASSPHRASE = 'correct horse battery';

function shownState({ key, kept, streams }: PrivacyState): unknown {
  return { key, kept, streams: streams.map(({ name, anonymised }) => [name, anonymised]) };
}

export const PRIVACY_CASES = {
  'privacy.createKey': async ({ call }: Stage) =>
    shownState(await call('privacy.createKey', { passphrase: PASSPHRASE })),
  'privacy.getState': async ({ call }: Stage) => shownState(await call('privacy.getState', {})),
  'privacy.reveal': async ({ call }: Stage) =>
    call('privacy.reveal', { kind: 'user', tokens: ['User_0000000000000000'], reason: 'case 1' }),
  'privacy.findTokens': async ({ call }: Stage) =>
    call('privacy.findTokens', { kind: 'user', names: ['user3'], reason: 'case 1' }),
  'privacy.revealLines': async ({ call }: Stage) => {
    const { rows } = await call('privacy.revealLines', { subject: { host: HOST }, limit: 3, reason: 'case 1' });
    return rows.map(({ line, raw, masked }) => ({ line, raw, masked }));
  },
  'privacy.revealActivity': async ({ call }: Stage) =>
    codeOf(call('privacy.revealActivity', { ref: '999999.0', reason: 'case 1' })),
  'privacy.revealImport': async ({ call, kept }: Stage) => {
    const id = Number(kept.get('import'));
    const { files, rejects } = await call('privacy.revealImport', { id, reason: 'case 1' });
    return [files.length, rejects.map(({ line, raw }) => [line, raw])];
  },
  'privacy.exportKey': async ({ call, adapter }: Stage) => {
    const token = await adapter.giveTarget('case.undercastkey');
    return typeof (await call('privacy.exportKey', { token, passphrase: PASSPHRASE, reason: 'case 1' })).keyId;
  },
  'privacy.importKey': async ({ call, adapter, log }: Stage) => {
    const token = await adapter.giveFile(log);
    return codeOf(call('privacy.importKey', { token, passphrase: PASSPHRASE }));
  },
  'privacy.lock': async ({ call }: Stage) => shownState(await call('privacy.lock', {})),
  'privacy.unlock': async ({ call }: Stage) => shownState(await call('privacy.unlock', { passphrase: PASSPHRASE })),
};
