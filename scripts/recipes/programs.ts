import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import type { Fence } from './page.ts';
import type { Stage } from './stage.ts';
import type { Trial } from './trials.ts';

const skipped = (name: string, detail: string): Trial => ({ name, result: 'skipped', detail });
const failed = (name: string, detail: string): Trial => ({ name, result: 'failed', detail });
const ok = (name: string): Trial => ({ name, result: 'ok', detail: '' });

const template = (keyword: string): string => `vrrp_instance {{ name }} {
    state BACKUP
    ${keyword} eth0
    virtual_router_id {{ id }}
    priority {{ 100 + 20 }}
    virtual_ipaddress {
{% for address in addresses %}
        {{ address }}
{% endfor %}
    }
}
`;

/** The task of the page in a real playbook: a sound template arrives, a bad one does not. */
export function* ansibleTrials(stage: Stage, fences: readonly Fence[]): Generator<Trial> {
  if (!stage.has('ansible-playbook')) return void (yield skipped('Ansible', 'ansible-playbook is not installed'));
  const tasks = parse(fences.find(({ heading }) => heading === 'Ansible')?.text ?? '') as Record<string, Record<string, string>>[];
  for (const [kind, keyword] of [['sound', 'interface'], ['bad', 'interfaec']] as const) {
    const target = join(stage.folder, `ansible-${kind}.conf`);
    stage.write('templates/keepalived.conf.j2', template(keyword));
    const placed = tasks.map((task) => Object.fromEntries(Object.entries(task).map(([name, args]) => [name, { ...args, dest: target }])));
    const play = [{ hosts: 'localhost', connection: 'local', gather_facts: false, vars: { name: 'VI_1', id: 71, addresses: ['192.0.2.80/24'] }, tasks: placed }];
    const playbook = stage.write('site.yml', stringify(play));
    const { status, output } = stage.run('ansible-playbook', ['-i', 'localhost,', playbook], { ANSIBLE_NOCOLOR: '1', ANSIBLE_LOCALHOST_WARNING: 'false' });
    const name = `Ansible: validate (${kind})`;
    if (kind === 'sound') yield status === 0 && existsSync(target) ? ok(name) : failed(name, output);
    else yield status !== 0 && !existsSync(target) && output.includes('failed to validate') && output.includes('syntax/unknown-keyword') ? ok(name) : failed(name, output);
  }
}

/** The drop-in of the page: systemd takes it, and its line judges a file. */
export function* systemdTrials(stage: Stage, fences: readonly Fence[]): Generator<Trial> {
  const dropIn = fences.find(({ language }) => language === 'ini')?.text ?? '';
  const line = /^ExecStartPre=(.+)$/m.exec(dropIn)?.[1] ?? '';
  for (const kind of ['sound', 'bad'] as const) {
    stage.nodes(kind);
    const { status, output } = stage.shell(line.replace('/etc/keepalived/keepalived.conf', 'lb2/keepalived.conf').replace('--host-root / ', `--host-root '${stage.folder}' `));
    const name = `systemd: ExecStartPre (${kind})`;
    // On this machine there is no eth0 to be found: with a sound file the only errors are of the host.
    const found = output.includes('syntax/unknown-keyword');
    yield (kind === 'bad') === found && (status === 0 || status === 1) ? ok(name) : failed(name, output);
  }
  if (!stage.has('systemd-analyze')) return void (yield skipped('systemd: the unit', 'systemd-analyze is not installed'));
  const unit = stage.write('keepalived.service', `[Unit]\nDescription=test\n\n${dropIn.trimEnd()}\nExecStart=/bin/true\n`);
  const { output } = stage.run('systemd-analyze', ['verify', unit]);
  yield /keepalived\.service:\d+|Unknown|Invalid|not executable/.test(output) ? failed('systemd: the unit', output) : ok('systemd: the unit');
}

/** The hooks of the page in a real repository. Installs the hooks, which takes minutes and the package registry. */
export function* preCommitTrials(stage: Stage, fences: readonly Fence[], root: string): Generator<Trial> {
  if (!stage.has('pre-commit') || !stage.has('git')) return void (yield skipped('pre-commit', 'pre-commit is not installed'));
  const revision = stage.run('git', ['-C', root, 'rev-parse', 'HEAD']).output.trim();
  const page = fences.find(({ heading, text }) => heading === 'pre-commit' && text.includes('repos:'))?.text ?? '';
  stage.write('.pre-commit-config.yaml', page.replace(/<[^>]*>/, root).replace(/rev: .*/, `rev: ${revision}`));
  stage.nodes('bad');
  stage.shell('git init -q . && git config user.email user@example.org && git config user.name user && git add -A && git commit -q -m start');
  const home = { PRE_COMMIT_HOME: join(stage.folder, '.cache') };
  const bad = stage.run('pre-commit', ['run', '--all-files'], home);
  yield bad.status === 1 && bad.output.includes('syntax/unknown-keyword') ? ok('pre-commit (bad)') : failed('pre-commit (bad)', bad.output);
  stage.nodes('sound');
  stage.write('lb1/keepalived.conf', readFileSync(join(stage.folder, 'lb1/keepalived.conf'), 'utf8').replaceAll('    ', '  '));
  stage.shell('git add -A');
  const layout = stage.run('pre-commit', ['run', '--all-files'], home);
  yield layout.status === 1 && /files were modified/.test(layout.output) ? ok('pre-commit (layout)') : failed('pre-commit (layout)', layout.output);
  stage.shell('git add -A');
  const sound = stage.run('pre-commit', ['run', '--all-files'], home);
  yield sound.status === 0 ? ok('pre-commit (sound)') : failed('pre-commit (sound)', sound.output);
}
