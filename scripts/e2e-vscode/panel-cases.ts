import assert from 'node:assert/strict';
import type { Case } from './case.ts';
import { until } from './ui.ts';

/** The webview with the topology and the table of faults, and what else is shown about a cluster. */
export const panel: readonly Case[] = [
  {
    name: 'the status bar names the cluster, and a click shows its topology',
    async run({ ui, picture }) {
      await ui.open('keepalived/lb1.conf');
      const item = ui.page.locator('#kaconf\\.keepalived\\.keepalived\\.cluster');
      await item.filter({ hasText: 'lb1+lb2' }).waitFor();
      await item.click();
      const view = ui.webview();
      await view.locator('.router').first().waitFor();
      assert.deepEqual(await view.locator('.router .name').allInnerTexts(), ['VI_WEB', 'VI_MAIL']);
      assert.deepEqual(await view.locator('.node > .name').allInnerTexts(), ['lb1', 'lb2']);
      assert.deepEqual(await view.locator('.node[data-node="lb1"] .member.holds .instance').allInnerTexts(), ['VI_WEB']);
      assert.equal(await view.locator('path.wire').count(), 4);
      assert.equal(await view.locator('path.wire.holds').count(), 2);
      await picture('vscode-topology');
    },
  },
  {
    name: 'a click on an instance of a node jumps to its line',
    async run({ ui }) {
      await ui.webview().locator('.node[data-node="lb2"] .member').filter({ hasText: 'VI_MAIL' }).click();
      await ui.page.locator('.tab.active').filter({ hasText: 'lb2.conf' }).first().waitFor();
      await ui.line('vrrp_instance VI_MAIL').waitFor();
      await until('the cursor is there', async () => (await ui.cursorLine()) === 28);
    },
  },
  {
    name: 'a click on a fault shows where the addresses go',
    async run({ ui, picture }) {
      const view = ui.webview();
      await view.locator('button.fault').filter({ hasText: 'lb1 loses power' }).click();
      await view.locator('.node[data-node="lb1"].dead').waitFor();
      assert.deepEqual(await view.locator('.node[data-node="lb2"] .member.holds .instance').allInnerTexts(), ['VI_WEB', 'VI_MAIL']);
      assert.equal(await view.locator('.node[data-node="lb1"] .member.holds').count(), 0);
      assert.match(await view.locator('#summary').innerText(), /VI_WEB: .*moves to lb2/);
      await picture('vscode-failover');
    },
  },
  {
    name: 'the table can be used with the keyboard alone',
    async run({ ui }) {
      const view = ui.webview();
      const chosen = view.locator('button.fault[aria-pressed="true"]');
      await chosen.focus();
      await ui.page.keyboard.press('ArrowDown');
      await ui.page.keyboard.press('Enter');
      assert.match(await chosen.innerText(), /keepalived on lb1 stops/);
      await ui.page.keyboard.press('Escape');
      assert.match(await chosen.innerText(), /All is well/);
    },
  },
  {
    name: 'the panel follows while somebody types',
    async run({ ui, picture }) {
      const view = ui.webview();
      const row = view.locator('tr').filter({ has: view.locator('button.fault').filter({ hasText: 'lb1: script' }) });
      await row.filter({ hasText: '150 - 20 = 130 > 100' }).waitFor();
      await view.locator('.node[data-node="lb1"] .member').filter({ hasText: 'VI_WEB' }).click();
      await ui.page.locator('.tab.active').filter({ hasText: 'lb1.conf' }).first().waitFor();
      await ui.squiggles('error').first().waitFor();
      await row.locator('button.fault').click();
      await view.locator('.node[data-node="lb1"].hurt').waitFor();
      await until('the chosen row is below the picture', () => view.locator('body').evaluate(new Function(
        "return document.querySelector('tr.chosen').getBoundingClientRect().top >= document.querySelector('#topology').getBoundingClientRect().bottom - 1",
      ) as () => boolean));
      await picture('vscode-failover-never');
      await ui.open('keepalived/lb1.conf');
      await ui.token('-20').dblclick();
      await ui.page.keyboard.type('-60');
      await row.filter({ hasText: 'moves to lb2' }).waitFor();
      await view.locator('.node[data-node="lb2"] .member.holds').filter({ hasText: 'VI_WEB' }).waitFor();
      await ui.command('File: Revert File');
      await row.filter({ hasText: '150 - 20 = 130 > 100' }).waitFor();
    },
  },
  {
    name: 'the page of a rule opens beside the file',
    async run({ ui }) {
      await ui.line('weight -20').click();
      await ui.command('Keepalived: Explain Rule');
      const row = ui.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'failover/never' }).first();
      await row.waitFor();
      await ui.page.keyboard.press('Enter');
      await ui.page.locator('.tab.active').filter({ hasText: 'failover-never' }).first().waitFor();
      await ui.page.locator('.tab.active').filter({ hasText: 'failover-never' }).first().click({ button: 'middle' });
    },
  },
];
