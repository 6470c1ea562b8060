import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { lazyView, loadAhead } from './lazy-view.tsx';

const Greeting = ({ name }: { readonly name: string }) => `Hello ${name}`;

it('draws at once what was loaded, and loads it once', async () => {
  let loads = 0;
  const View = lazyView(async () => {
    loads += 1;
    return Greeting;
  });
  await View.load();
  loadAhead(View);
  expect(renderToStaticMarkup(createElement(View, { name: 'Ann' }))).toBe('Hello Ann');
  expect(loads).toBe(1);
});

it('asks again for what could not be loaded', async () => {
  let loads = 0;
  const View = lazyView(async () => {
    loads += 1;
    if (loads === 1) throw new Error('away');
    return Greeting;
  });
  loadAhead(View);
  await expect(View.load()).rejects.toThrow('away');
  await View.load();
  expect(renderToStaticMarkup(createElement(View, { name: 'Bea' }))).toBe('Hello Bea');
});
