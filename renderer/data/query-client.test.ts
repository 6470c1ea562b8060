import { expect, it } from 'vitest';
import { AppError } from '../../core/contract/errors.ts';
import { maySayNames, questionKey } from './keys.ts';
import { createQueryClient } from './query-client.ts';

it('lets go of an answer that is sealed when it is asked for again, and keeps it where the question failed otherwise', async () => {
  const client = createQueryClient();
  const key = ['engine', 'accounts', 'accounts.list', {}];
  const ask = (answer: () => Promise<string>) =>
    client.fetchQuery({ queryKey: key, queryFn: answer, staleTime: 0 }).catch(() => null);
  await ask(() => Promise.resolve('Alice Ward'));
  await ask(() => Promise.reject(new AppError('engine.bug', 'It broke.')));
  expect(client.getQueryData(key)).toBe('Alice Ward');
  await ask(() => Promise.reject(new AppError('privacy.locked', 'It is sealed.')));
  expect(client.getQueryData(key)).toBeUndefined();
  expect(client.getQueryState(key)?.status).toBe('error');
});

it('knows which answers may say names, and lets the state of the key itself be', () => {
  expect(maySayNames(questionKey('oauth.list', {}))).toBe(true);
  expect(maySayNames(questionKey('directory.get', {}))).toBe(true);
  expect(maySayNames(questionKey('privacy.getState', {}))).toBe(false);
  expect(maySayNames(questionKey('workspace.get', {}))).toBe(false);
});
