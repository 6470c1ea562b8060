import { test as base, type Page } from '@playwright/test';
import { type Logs, ReadyWorkspaces } from '../harness/ready-workspaces.ts';
import { type ConsoleUnderTest, startConsole } from '../harness/start-console.ts';
import { ConsolePage } from './console-page.ts';

interface TestFixtures {
  /** The host behind `fresh`. */
  readonly freshHost: ConsoleUnderTest;
  /** A console of its own with nothing in it, for specs that change things. */
  readonly fresh: ConsolePage;
  /** What `filled` has imported: `test.use({ logs })`. */
  readonly logs: Logs;
  /** The host behind `filled`. */
  readonly filledHost: ConsoleUnderTest;
  /** A console of its own with a workspace of `logs`, for specs that are about what comes after an import. */
  readonly filled: ConsolePage;
  /** The sample workspace, shared by the specs of a worker: they only look. */
  readonly sample: ConsolePage;
}
interface WorkerFixtures {
  readonly sampleHost: ConsoleUnderTest;
  readonly workspaces: ReadyWorkspaces;
}

/** Faults of the page that no spec provokes on purpose: any of them fails the spec. */
function watch(page: Page): string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`${error.name}: ${error.message}`));
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (/^(?:https?|wss?):$/.test(protocol) && hostname !== '127.0.0.1') faults.push(`a request to ${hostname}`);
  });
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    // The browser notes every refusal of the local server by itself; refusals are answers, and the page words them.
    if (/^Failed to load resource: the server responded with a status of 4\d\d/.test(message.text())) return;
    faults.push(message.text());
  });
  return faults;
}

/**
 * Lets the console begin on a page that costs little: the dashboard, where it begins by itself, takes a third of what many a spec of
 * another page does. Asked for once, so that a spec still comes to where it goes.
 */
async function beginAside(page: Page): Promise<void> {
  await page.addInitScript(() => {
    if (location.hash !== '' || sessionStorage.getItem('begun') !== null) return;
    sessionStorage.setItem('begun', 'aside');
    history.replaceState(null, '', '#/settings');
  });
}

function report(faults: readonly string[]): void {
  if (faults.length > 0) throw new Error(`The page reported faults:\n${faults.join('\n')}`);
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  sampleHost: [
    async ({ workspaces }, use) => {
      const host = await startConsole({ workspace: await workspaces.copyOfSample() });
      await use(host);
      await host.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright insists on a destructured first argument
  freshHost: async ({}, use) => {
    const host = await startConsole();
    await use(host);
    await host.stop();
  },
  fresh: async ({ page, freshHost }, use) => {
    const faults = watch(page);
    await page.goto(freshHost.url);
    const console = new ConsolePage(page);
    await console.heading('See the cloud apps your organisation uses, from its own logs.').waitFor();
    await use(console);
    // Before the host goes: that the page then misses it is no fault.
    report([...faults]);
  },
  workspaces: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright insists on a destructured first argument
    async ({}, use) => {
      const workspaces = new ReadyWorkspaces();
      await use(workspaces);
      await workspaces.remove();
    },
    { scope: 'worker' },
  ],
  logs: [{}, { option: true }],
  filledHost: async ({ logs, workspaces }, use) => {
    const host = await startConsole({ workspace: await workspaces.copyOf(logs) });
    await use(host);
    await host.stop();
  },
  filled: async ({ page, filledHost }, use) => {
    const faults = watch(page);
    await beginAside(page);
    await page.goto(filledHost.url);
    const console = new ConsolePage(page);
    await console.workspaceName('Ready').waitFor();
    await use(console);
    report([...faults]);
  },
  sample: async ({ page, sampleHost }, use) => {
    const faults = watch(page);
    await beginAside(page);
    await page.goto(await sampleHost.freshUrl());
    const console = new ConsolePage(page);
    await console.workspaceName('Sample organisation').waitFor({ timeout: 90_000 });
    await use(console);
    report(faults);
  },
});

export { expect } from '@playwright/test';
