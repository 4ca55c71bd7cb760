/** Nothing is sent anywhere, and no program is started: seen by the kernel where strace is there, and from inside of Node. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { bundle } from '../kafmt/program.ts';
import { Workbench } from '../cli/command.ts';
import { Client, removeServer } from '../lsp/client.ts';
import { removeWatchers, watchDoors } from './watch.ts';

jest.setTimeout(180_000);

let bench: Workbench;
beforeAll(async () => {
  bench = await Workbench.create();
  await bundle('cli', join(bench.folder, 'kafmt.cjs'));
  bench.write('lb1.conf', text);
  bench.write('lb2.conf', text.replace('priority 100', 'priority 90'));
});
afterAll(async () => {
  bench.remove();
  Workbench.removeBundle();
  await removeServer();
  removeWatchers();
});

// Addresses, names of hosts, mail servers and commands: all that somebody could be asked about.
const text = `global_defs {
    notification_email {
        admin@example.org
    }
    smtp_server mail.example.org
    startup_script "/bin/touch ran"
}
vrrp_script chk {
    script "/usr/bin/curl http://example.org/"
}
vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 100
    unicast_peer {
        peer.example.org
        192.0.2.9
    }
    virtual_ipaddress {
        192.0.2.1/24
    }
    notify "/bin/touch ran"
    track_script {
        chk
    }
}
virtual_server example.org 80 {
    real_server 192.0.2.7 80 {
        HTTP_GET {
            url {
                path http://example.org/
                status_code 200
            }
        }
    }
}
include http://example.org/more.conf
`;

const runs: readonly (readonly [string, 'kalint' | 'kafmt', readonly string[]])[] = [
  ['kalint', 'kalint', ['--preset', 'all', '--host-root', '/', 'lb1.conf', 'lb2.conf']],
  ['kalint in two threads', 'kalint', ['--separate', '--jobs', '2', 'lb1.conf', 'lb2.conf']],
  ['kalint --fix', 'kalint', ['--fix', 'lb1.conf', 'lb2.conf']],
  ['kalint failover', 'kalint', ['failover', 'lb1.conf', 'lb2.conf']],
  ['kalint graph', 'kalint', ['graph', '--format', 'html', 'lb1.conf', 'lb2.conf']],
  ['kalint expand', 'kalint', ['expand', 'lb1.conf']],
  ['kafmt', 'kafmt', ['lb1.conf']],
  ['kafmt --diff', 'kafmt', ['--diff', 'lb1.conf', 'lb2.conf']],
];
const program = (name: 'kalint' | 'kafmt'): string => (name === 'kalint' ? bench.program : join(bench.folder, 'kafmt.cjs'));

const traces = spawnSync('strace', ['-f', '-qq', '-e', 'trace=execve', '-o', '/dev/null', 'true']).status === 0;
if (!traces) console.warn('SKIPPED: strace is not there, so only Node itself is asked who opens a socket');
const traced = traces ? test : test.skip;
/** Sockets and programs that a process and its children asked for; the program itself is the first. */
const trace = ['-f', '-qq', '-e', 'trace=socket,connect,bind,sendto,sendmsg,execve'];
const requests = (file: string): string[] => readFileSync(file, 'utf8').split('\n').filter((line) => /\b(?:socket|connect|bind|sendto|sendmsg|execve)\(/.test(line)).slice(1);

const check = async (client: Client): Promise<void> => {
  await client.open('lb1.conf', text);
  await client.diagnostics('lb1.conf', (all) => all.length > 0);
  for (const method of ['hover', 'completion', 'definition']) for (let line = 0; line < 40; line += 3) await client.request(`textDocument/${method}`, 'lb1.conf', { position: { line, character: 9 } });
  for (const method of ['documentSymbol', 'documentLink', 'codeLens', 'formatting']) await client.request(`textDocument/${method}`, 'lb1.conf', { options: { tabSize: 4, insertSpaces: true } });
  await client.request('keepalived/topology', 'lb1.conf');
  await client.request('keepalived/failover', 'lb1.conf');
  expect(await client.stop()).toBe(0);
};

describe('the kernel is asked for no socket and no program', () => {
  traced('what is watched for is seen', () => {
    const file = join(bench.folder, 'trace-of-a-guest');
    spawnSync('strace', [...trace, '-o', file, process.execPath, '-e', 'require("node:net").connect(9, "127.0.0.1").on("error", () => require("node:child_process").spawnSync("true"))']);
    expect(requests(file).join('\n')).toMatch(/connect\([^]*execve\(/);
  });

  traced.each(runs)('by %s', (_, name, args) => {
    const file = join(bench.folder, 'trace');
    const { status, stderr } = spawnSync('strace', [...trace, '-o', file, process.execPath, program(name), ...args], { cwd: bench.folder, encoding: 'utf8' });
    expect({ works: status !== null && status < 2 || args[0] === '--diff', stderr: stderr.includes('internal error') }).toEqual({ works: true, stderr: false });
    expect(requests(file)).toEqual([]);
    expect(existsSync(join(bench.folder, 'ran'))).toBe(false);
  });

  traced('by the language server', async () => {
    const file = join(bench.folder, 'trace');
    await check(await Client.start({ files: { 'lb1.conf': text, 'lb2.conf': text.replace('priority 100', 'priority 90') }, under: ['strace', ...trace, '-o', file] }));
    expect(requests(file)).toEqual([]);
  });
});

describe('all doors of Node to the network and to other programs may be closed', () => {
  test('what is watched for is seen', () => {
    for (const code of ['fetch("http://192.0.2.1/")', 'require("node:dns").lookup("example.org", () => 0)', 'require("node:http").get("http://192.0.2.1/")', 'require("node:net").connect(9)', 'require("node:child_process").exec("true")', 'require("node:dgram").createSocket("udp4")']) {
      expect(spawnSync(process.execPath, ['--require', watchDoors(), '-e', code], { encoding: 'utf8' }).stderr).toMatch(/^doors: \w/m);
    }
  });

  test.each(runs)('to %s', (_, name, args) => {
    const { stderr } = spawnSync(process.execPath, ['--require', watchDoors(), program(name), ...args], { cwd: bench.folder, encoding: 'utf8' });
    expect(stderr).toMatch(/^doors: untouched$/m);
    expect(stderr).not.toMatch(/doors: (?!untouched)/);
  });

  test('to the language server', async () => {
    const client = await Client.start({ files: { 'lb1.conf': text }, nodeOptions: ['--require', watchDoors()] });
    await check(client);
    expect(client.stderr).toBe('doors: untouched\n');
  });
});
