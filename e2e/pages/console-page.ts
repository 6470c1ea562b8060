import { expect, type Locator, type Page } from '@playwright/test';

export interface DroppedText {
  readonly name: string;
  readonly text: string;
}

/** The frame around every page: rail, top bar, palette, drops, jobs. */
export class ConsolePage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  workspaceName(name: string): Locator {
    return this.page.getByRole('button', { name: `Workspace ${name}` });
  }

  heading(name: string): Locator {
    return this.page.getByRole('heading', { level: 1, name });
  }

  /** On the start page. */
  async createWorkspace(name: string): Promise<void> {
    await this.page.getByRole('button', { name: 'New workspace' }).click();
    await this.page.getByLabel('Name').fill(name);
    await this.page.getByRole('button', { name: 'Create' }).click();
  }

  /** Its files are free once the start page is there again. */
  async closeWorkspace(name: string): Promise<void> {
    await this.workspaceName(name).click();
    await this.page.getByRole('menuitem', { name: 'Close this workspace' }).click();
    await this.heading('See the cloud apps your organisation uses, from its own logs.').waitFor();
  }

  async goTo(title: string): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: title, exact: true }).click();
    await expect(this.page.getByRole('link', { name: title, exact: true })).toHaveAttribute('aria-current', 'page');
  }

  /** The page of this heading is there, and so is what it asked for: no place holders stand for it any more. */
  async expectFilled(title: string): Promise<void> {
    await expect(this.heading(title)).toBeVisible();
    await expect(this.page.locator('#page').locator('.uc-bones, [aria-busy=true]')).toHaveCount(0);
  }

  /** Drops files on the window as the operating system would. */
  async drop(files: readonly DroppedText[]): Promise<void> {
    const data = await this.page.evaluateHandle((dropped) => {
      const transfer = new DataTransfer();
      for (const { name, text } of dropped) transfer.items.add(new File([text], name));
      return transfer;
    }, files);
    await this.page.dispatchEvent('body', 'dragenter', { dataTransfer: data });
    await expect(this.page.getByText('Drop to import')).toBeVisible();
    await this.page.dispatchEvent('body', 'drop', { dataTransfer: data });
  }

  async runCommand(title: string): Promise<void> {
    await this.page.keyboard.press('Control+k');
    const search = this.page.getByPlaceholder('Search an app or run a command');
    await search.fill(title);
    await this.page.getByRole('button', { name: title, exact: false }).first().click();
  }

  theme(): Promise<string | null> {
    return this.page.locator('html').getAttribute('data-mantine-color-scheme');
  }

  statusLine(): Locator {
    return this.page.getByRole('contentinfo');
  }
}
