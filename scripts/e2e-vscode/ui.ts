import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';

/** What a person does with a workbench, in words. Each method waits until it can be done. */
export class Ui {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** The editor that has or had the focus. */
  get editor(): Locator {
    return this.page.locator('.editor-group-container.active .editor-instance .monaco-editor').first();
  }

  /** A word as the tokenizer cut it, by its whole text. */
  token(text: string): Locator {
    return this.editor.locator('.view-line span span').filter({ hasText: new RegExp(`^${escaped(text)}$`) }).first();
  }

  /** A line that holds a text; blanks in an editor are no-break spaces. */
  line(text: string): Locator {
    return this.editor.locator('.view-line').filter({ hasText: new RegExp(escaped(text).replaceAll(' ', '[ \u00a0]')) }).first();
  }

  squiggles(severity: 'error' | 'warning' | 'info'): Locator {
    return this.editor.locator(`.squiggly-${severity}`);
  }

  /** Runs a command by its title. */
  async command(title: string): Promise<void> {
    await this.page.keyboard.press('F1');
    const box = this.page.locator('.quick-input-widget input.input');
    await box.waitFor();
    await box.fill(`>${title}`);
    await this.#accept(title);
  }

  /** Opens a file of the workspace by its path, as with Ctrl+P. */
  async open(path: string): Promise<void> {
    await this.page.keyboard.press('Control+p');
    const box = this.page.locator('.quick-input-widget input.input');
    await box.waitFor();
    await box.fill(path);
    const name = path.split('/').at(-1) ?? path;
    await this.#accept(name);
    await this.page.locator('.tab.active').filter({ hasText: name }).first().waitFor();
    await this.editor.locator('.view-line').first().waitFor();
  }

  /** The list is filtered a moment after the last key: only what is chosen in it may be taken. */
  async #accept(text: string): Promise<void> {
    const first = this.page.locator('.quick-input-list .monaco-list-row').first();
    await first.filter({ hasText: text }).waitFor();
    await this.page.locator('.quick-input-list .monaco-list-row.focused').filter({ hasText: text }).first().waitFor();
    await this.page.keyboard.press('Enter');
  }

  /** Holds the mouse over a place and hands over what appears. */
  async hover(target: Locator, text: string | RegExp): Promise<Locator> {
    await this.rest();
    await target.hover();
    const box = this.page.locator('.monaco-hover:visible').filter({ hasText: text }).first();
    await box.waitFor();
    return box;
  }

  /** Takes the mouse away, so that nothing hangs over the text. */
  async rest(): Promise<void> {
    await this.page.mouse.move(3, 400);
    await this.page.locator('.monaco-hover:visible').first().waitFor({ state: 'hidden' });
  }

  /** Chooses a quick fix by its title. */
  async quickFix(title: string | RegExp): Promise<void> {
    await this.page.keyboard.press('Control+.');
    const row = this.page.locator('.action-widget .monaco-list-row').filter({ hasText: title }).first();
    await row.waitFor();
    await this.choose(row);
  }

  /** An invisible layer may lie over such a list: the keyboard gets through. */
  async choose(row: Locator): Promise<void> {
    for (let tries = 0; tries < 30 && !/\bfocused\b/.test((await row.getAttribute('class')) ?? ''); tries++) await this.page.keyboard.press('ArrowDown');
    await this.page.keyboard.press('Enter');
  }

  /** Titles that completion offers at the cursor. */
  async completions(): Promise<Locator> {
    await this.page.keyboard.press('Control+Space');
    const rows = this.page.locator('.suggest-widget.visible .monaco-list-row');
    await rows.first().waitFor();
    return rows;
  }

  /** The document inside a webview. */
  webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  }

  /** The number of the line in which the cursor is. */
  async cursorLine(): Promise<number> {
    const text = await this.page.locator('#status\\.editor\\.selection').innerText();
    return Number(/\d+/.exec(text)?.[0] ?? 0);
  }

  async screenshot(path: string): Promise<void> {
    mkdirSync(dirname(path), { recursive: true });
    await this.page.screenshot({ path });
  }

  errorToasts(): Locator {
    return this.page.locator('.notification-toast').filter({ has: this.page.locator('.codicon-error') });
  }
}

/** The colour in which a text is shown. Runs in the page, where there are styles. */
export async function colourOf(target: Locator): Promise<string> {
  return target.evaluate(new Function('element', 'return getComputedStyle(element).color') as (element: unknown) => string);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

/** Waits until something becomes true; how long, in milliseconds, is meant for a machine under load. */
export async function until(what: string, condition: () => Promise<boolean> | boolean, patience = 30_000): Promise<void> {
  const end = Date.now() + patience;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
