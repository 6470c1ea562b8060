import { chromium } from 'playwright';
import { expect, test } from 'vitest';
import { chromiumLaunchOptions } from './chromium.ts';

const shipped = process.platform === 'linux' && process.arch === 'x64';

test.skipIf(!shipped)('the Chromium inside the package starts and keeps the web’s rules', async () => {
  const browser = await chromium.launch(chromiumLaunchOptions());
  try {
    const page = await browser.newPage();
    await page.setContent('<h1>Bytes per day</h1>');
    expect(await page.textContent('h1')).toBe('Bytes per day');
    // With web security off, reading across origins would succeed and the security specs would prove nothing.
    const crossOrigin = await page.evaluate(async () => {
      const frame = document.createElement('iframe');
      frame.src = 'data:text/html,<p>other';
      document.body.append(frame);
      await new Promise((resolve) => frame.addEventListener('load', resolve));
      return frame.contentDocument === null;
    });
    expect(crossOrigin).toBe(true);
  } finally {
    await browser.close();
  }
});
