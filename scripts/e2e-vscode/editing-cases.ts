import assert from 'node:assert/strict';
import type { Case } from './case.ts';
import { colourOf, until } from './ui.ts';

/** What somebody does with two files of a pair. */
export const editing: readonly Case[] = [
  {
    name: 'a file in a folder named keepalived has the language keepalived',
    async run({ ui }) {
      await ui.open('keepalived/lb1.conf');
      await until('the language is shown', async () => (await ui.page.locator('#status\\.editor\\.mode').innerText()).trim() === 'keepalived');
    },
  },
  {
    name: 'keywords, comments, numbers and addresses have colours of their own',
    async run({ ui }) {
      const targets = [ui.token('vrrp_instance'), ui.token('priority'), ui.token('150'), ui.line('# The web service').locator('span span').last(), ui.token('{')];
      const colours = await Promise.all(targets.map(colourOf));
      assert.ok(new Set(colours).size >= 4, `only these colours: ${colours.join(', ')}`);
    },
  },
  {
    name: 'an error stands in each file of the pair',
    async run({ ui, picture }) {
      await ui.squiggles('error').first().waitFor();
      assert.equal(await ui.squiggles('error').count(), 1);
      await ui.open('keepalived/lb2.conf');
      await ui.squiggles('error').first().waitFor();
      assert.equal(await ui.squiggles('error').count(), 1);
      const box = await ui.hover(ui.token('53'), 'virtual router ID 53 on lb2, but 52 on lb1');
      assert.match(await box.innerText(), /pair\/vrid-mismatch/);
      await box.filter({ hasText: 'Quick Fix' }).waitFor();
      await picture('vscode-problem');
      await ui.rest();
    },
  },
  {
    name: 'the Problems view lists both files',
    async run({ ui }) {
      await ui.command('Problems: Focus on Problems View');
      const rows = ui.page.locator('.markers-panel .monaco-list-row');
      await rows.filter({ hasText: 'virtual router ID 53' }).first().waitFor();
      await rows.filter({ hasText: '150 - 20 = 130 > 100' }).first().waitFor();
      await ui.page.keyboard.press('Control+j');
    },
  },
  {
    name: 'hover tells the documentation of a keyword and its effective value',
    async run({ ui }) {
      const box = await ui.hover(ui.token('priority'), /priority/i);
      assert.match(await box.innerText(), /1\D+255/);
      await ui.rest();
    },
  },
  {
    name: 'a quick fix removes the error, in both files',
    async run({ ui, picture }) {
      await ui.token('53').click();
      await ui.page.keyboard.press('Control+.');
      const row = ui.page.locator('.action-widget .monaco-list-row').filter({ hasText: 'Use virtual router ID 52' }).first();
      await row.waitFor();
      await picture('vscode-quick-fix');
      await ui.choose(row);
      await ui.line('virtual_router_id 52').waitFor();
      await ui.squiggles('error').first().waitFor({ state: 'detached' });
      await ui.page.keyboard.press('Control+s');
    },
  },
  {
    name: 'completion offers what fits the place',
    async run({ ui, picture }) {
      await ui.open('keepalived/lb1.conf');
      await ui.line('advert_int 1').click();
      await ui.page.keyboard.press('End');
      await ui.page.keyboard.press('Enter');
      await ui.page.keyboard.type('nopre');
      const rows = await ui.completions();
      await rows.filter({ hasText: 'nopreempt' }).first().waitFor();
      await picture('vscode-completion');
      await ui.page.keyboard.press('Enter');
      await ui.line('nopreempt').waitFor();
      // Values instead of keywords behind a keyword.
      await ui.page.keyboard.press('Enter');
      await ui.page.keyboard.type('state ');
      const values = await ui.completions();
      await values.filter({ hasText: 'MASTER' }).first().waitFor();
      assert.equal(await values.filter({ hasText: 'virtual_router_id' }).count(), 0);
      await ui.page.keyboard.press('Escape');
      await ui.command('File: Revert File');
      await ui.line('nopreempt').waitFor({ state: 'detached' });
    },
  },
  {
    name: 'rename changes the definition in an included file and the uses in both nodes',
    async run({ ui, disk }) {
      await ui.token('chk_nginx').click();
      await ui.page.keyboard.press('F2');
      const box = ui.page.locator('.rename-box input:focus').first();
      await box.waitFor();
      await box.fill('chk_web');
      await box.press('Enter');
      await ui.line('chk_web weight -20').waitFor();
      await ui.command('File: Save All');
      for (const [name, line] of [['lb1.conf', 'chk_web weight -20'], ['lb2.conf', 'chk_web weight -20'], ['checks/nginx.conf', 'vrrp_script chk_web {']] as const) {
        await until(`${name} has the new name`, () => disk(`keepalived/${name}`).includes(line));
      }
    },
  },
  {
    name: 'format on save changes the shape, and only the shape',
    async run({ ui, disk }) {
      await ui.open('keepalived/lb2.conf');
      const before = disk('keepalived/lb2.conf');
      await ui.line('advert_int 1').click();
      await ui.page.keyboard.press('Home');
      await ui.page.keyboard.press('Home');
      await ui.page.keyboard.type('      ');
      await ui.page.keyboard.press('Control+s');
      await until('the file is saved as it was', () => disk('keepalived/lb2.conf') === before);
      await until('the editor shows it so', async () => (await ui.page.locator('.tab.active.dirty').count()) === 0);
    },
  },
];
