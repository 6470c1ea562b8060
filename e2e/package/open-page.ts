import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright';
import { chromiumLaunchOptions } from '../harness/chromium.ts';

/**
 * Started by a test, cut off from the network: runs an unpacked bundle's `start` on a workspace, opens the page in a
 * browser and prints what it saw as one JSON object.
 */
const [bundle = '', workspace = ''] = process.argv.slice(2);
const ADDRESS = /http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]+/;

/** Where a request would leave the machine, this fails at once in a namespace without a network. */
async function reachesNetwork(): Promise<boolean> {
  return fetch('http://192.0.2.1/', { signal: AbortSignal.timeout(3000) }).then(
    () => true,
    () => false,
  );
}

const server = spawn(join(bundle, 'start'), ['--no-open', '--workspace', workspace], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  let address = '';
  for await (const line of createInterface({ input: server.stdout })) {
    address = ADDRESS.exec(line)?.[0] ?? '';
    if (address !== '') break;
  }
  const browser = await chromium.launch(chromiumLaunchOptions());
  const page = await browser.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('requestfailed', (request) => problems.push(`${request.url()} ${request.failure()?.errorText}`));
  await page.goto(address);
  // The store that the sample's planted upload goes to leads the list of apps by traffic.
  const app = page
    .getByText(/\bMEGA\b/)
    .filter({ visible: true })
    .first();
  await app.waitFor({ timeout: 60_000 });
  const seen = { network: await reachesNetwork(), title: await page.title(), app: await app.textContent(), problems };
  console.log(JSON.stringify(seen));
  await browser.close();
} finally {
  server.kill('SIGTERM');
}
