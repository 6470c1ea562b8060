import { QueryObserver } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { askAgain } from './ask-again.ts';
import { createQueryClient } from './query-client.ts';

const KEY = ['engine', 'catalog', 'catalog.getApp', { id: 'wetransfer' }];
const ALL = () => true;

/** A host whose answers are given by hand, in the order of the questions. */
function slowHost() {
  const answers: ((tag: string) => void)[] = [];
  const ask = () => new Promise<string>((resolve) => answers.push(resolve));
  return { ask, answer: (question: number, tag: string) => answers[question]?.(tag), asked: () => answers.length };
}

test('a first answer that was on its way when the data changed is not kept', async () => {
  const client = createQueryClient();
  const host = slowHost();
  const observer = new QueryObserver(client, { queryKey: KEY, queryFn: host.ask });
  const stop = observer.subscribe(() => undefined);
  const done = askAgain(client, ALL);
  await expect.poll(host.asked).toBe(2);
  host.answer(0, 'No tag');
  host.answer(1, 'Unsanctioned');
  await done;
  expect(observer.getCurrentResult()).toMatchObject({ data: 'Unsanctioned', isFetching: false });
  stop();
});

test('what nobody shows is answered as asked, and asked anew the next time', async () => {
  const client = createQueryClient();
  const host = slowHost();
  const options = { queryKey: KEY, queryFn: host.ask };
  const rows = client.fetchQuery(options);
  await askAgain(client, ALL);
  host.answer(0, 'No tag');
  expect(await rows).toBe('No tag');
  const again = client.fetchQuery(options);
  expect(host.asked()).toBe(2);
  host.answer(1, 'Unsanctioned');
  expect(await again).toBe('Unsanctioned');
});

test('what is shown stays while it is asked again; what is not meant is left alone', async () => {
  const client = createQueryClient();
  const host = slowHost();
  const observer = new QueryObserver(client, { queryKey: KEY, queryFn: host.ask });
  const stop = observer.subscribe(() => undefined);
  host.answer(0, 'No tag');
  await expect.poll(() => observer.getCurrentResult().data).toBe('No tag');
  await askAgain(client, () => false);
  expect(host.asked()).toBe(1);
  const done = askAgain(client, ALL);
  await expect.poll(host.asked).toBe(2);
  expect(observer.getCurrentResult().data).toBe('No tag');
  host.answer(1, 'Unsanctioned');
  await done;
  expect(observer.getCurrentResult().data).toBe('Unsanctioned');
  stop();
});
