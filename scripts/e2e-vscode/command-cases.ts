import assert from 'node:assert/strict';
import type { Case } from './case.ts';
import { until } from './ui.ts';

/** Commands, typing, and what must not happen. */
export const commanding: readonly Case[] = [
  {
    name: 'a click on a code lens shows the table of faults',
    async run({ ui }) {
      await ui.page.locator('.tab').filter({ hasText: 'lb1+lb2' }).first().click({ button: 'middle' });
      await ui.open('keepalived/lb1.conf');
      await ui.page.locator('.codelens-decoration a').filter({ hasText: '1 fault does not move this address' }).first().click();
      const view = ui.webview();
      await view.locator('button.fault').first().waitFor();
      await until('the table has the focus', async () => (await view.locator('#failover :focus').count()) === 1);
    },
  },
  {
    name: 'names with markup are shown as they are written',
    async run({ ui }) {
      const name = '<b>VI</b><img/src=x>';
      await ui.open('keepalived/lb2.conf');
      await ui.token('VI_MAIL').dblclick();
      await ui.page.keyboard.insertText(name);
      const view = ui.webview();
      await view.locator('.member .instance').filter({ hasText: name }).waitFor();
      assert.equal(await view.locator('main b, main img').count(), 0);
      const policy = (await view.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content')) ?? '';
      assert.match(policy, /^default-src 'none';/);
      assert.match(policy, /script-src 'nonce-[A-Za-z0-9+/=]{20,}'$/);
      assert.doesNotMatch(policy, /unsafe-/);
      await ui.line('vrrp_instance').first().click();
      await ui.command('File: Revert File');
      await view.locator('.member .instance').filter({ hasText: 'VI_MAIL' }).first().waitFor();
    },
  },
  {
    name: 'lines are indented while somebody types, and comments can be toggled',
    async run({ ui }) {
      await ui.open('keepalived/lb1.conf');
      await ui.page.keyboard.press('Control+End');
      await ui.page.keyboard.type('vrrp_track_process nginx {');
      await ui.page.keyboard.press('Enter');
      await ui.page.keyboard.type('process nginx');
      await ui.line('    process nginx').waitFor();
      await ui.page.keyboard.press('Control+/');
      await ui.line('    # process nginx').waitFor();
      await ui.command('File: Revert File');
    },
  },
  {
    name: 'the syntax tree opens beside the file',
    async run({ ui }) {
      await ui.command('Keepalived: Show Syntax Tree');
      const tree = ui.page.locator('.editor-instance .view-line').filter({ hasText: /VI_WEB/ });
      await until('both show the name', async () => (await ui.page.locator('.tab').filter({ hasText: 'lb1.conf.tree' }).count()) > 0 && (await tree.count()) > 1);
      await ui.page.locator('.tab').filter({ hasText: 'lb1.conf.tree' }).first().click({ button: 'middle' });
    },
  },
  {
    name: 'the server can be restarted from the command palette',
    async run({ ui }) {
      await ui.open('keepalived/lb1.conf');
      await ui.command('Keepalived: Restart Language Server');
      await ui.squiggles('error').first().waitFor({ state: 'detached' });
      await ui.squiggles('error').first().waitFor();
      await ui.hover(ui.token('priority'), /priority/i);
      await ui.rest();
    },
  },
  {
    name: 'the walkthrough explains the first steps',
    async run({ ui }) {
      await ui.command('Welcome: Open Walkthrough...');
      const row = ui.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'keepalived in your editor' }).first();
      await row.waitFor();
      await ui.page.locator('.quick-input-widget input.input').fill('keepalived in your editor');
      await ui.page.keyboard.press('Enter');
      await ui.page.locator('.gettingStartedContainer').filter({ hasText: 'Play through a failure' }).first().waitFor();
    },
  },
];
