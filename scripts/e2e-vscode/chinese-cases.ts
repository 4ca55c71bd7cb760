import assert from 'node:assert/strict';
import type { Case } from './case.ts';

/** A workbench whose language is Simplified Chinese. */
export const chinese: readonly Case[] = [
  {
    name: 'commands, status bar and panel speak Chinese',
    async run({ ui, picture }) {
      await ui.open('keepalived/lb1.conf');
      await ui.squiggles('error').first().waitFor();
      await ui.page.locator('.codelens-decoration a').filter({ hasText: '主节点：lb1' }).first().waitFor();
      await ui.command('Keepalived: 模拟故障切换');
      const view = ui.webview();
      await view.locator('button.fault').filter({ hasText: 'lb1 断电' }).click();
      assert.match(await view.locator('#summary').innerText(), /移至 lb2/);
      assert.deepEqual(await view.locator('h2').first().innerText(), '拓扑 lb1 断电');
      await picture('vscode-zh-cn');
    },
  },
  {
    name: 'problems are told in Chinese',
    async run({ ui }) {
      await ui.open('keepalived/lb1.conf');
      const box = await ui.hover(ui.token('chk_nginx'), /failover\/never/);
      assert.match(await box.innerText(), /\p{Script=Han}{2}/u);
      await ui.rest();
    },
  },
];
