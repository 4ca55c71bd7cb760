/** Names of prototypes in every kind of file that the commands read. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { Workbench, type Outcome } from '../cli/command.ts';
import { bundle } from '../kafmt/program.ts';
import { removeWatchers, watchPrototypes } from './watch.ts';

jest.setTimeout(120_000);

let bench: Workbench;
beforeAll(async () => {
  bench = await Workbench.create();
  await bundle('cli', join(bench.folder, 'kafmt.cjs'));
});
afterAll(() => {
  bench.remove();
  Workbench.removeBundle();
  removeWatchers();
});

function run(tool: 'kalint' | 'kafmt', args: readonly string[], folder: string): Outcome {
  const program = tool === 'kalint' ? bench.program : join(bench.folder, 'kafmt.cjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--require', watchPrototypes(), program, ...args], { cwd: join(bench.folder, folder), encoding: 'utf8', env: { PATH: process.env.PATH ?? '', HOME: bench.folder } });
  return { status, stdout, stderr };
}

/** It ends in an orderly way, and all objects are what they were. */
function isUntouched({ status, stdout, stderr }: Outcome): void {
  expect(stderr).toMatch(/^prototypes: unchanged$/m);
  expect(stdout + stderr).not.toMatch(/internal error|TypeError|RangeError|\[object |prototypes: CHANGED/);
  expect([0, 1, 2]).toContain(status);
}

const polluted = '{"polluted": 1, "tabWidth": 3, "useTabs": true, "preset": "all", "rules": {"polluted": "off"}, "name": "x", "faults": []}';
const json = `{"__proto__": ${polluted}, "constructor": {"prototype": ${polluted}}, "toString": ${polluted}}`;
const yaml = `__proto__:\n  polluted: 1\n  tabWidth: 3\nconstructor:\n  prototype:\n    polluted: 1\n"<<": {polluted: 1}\n`;
const configuration = `vrrp_instance __proto__ {
    interface constructor
    virtual_router_id 7
    toString x
    hasOwnProperty {
        __proto__
    }
    virtual_ipaddress {
        192.0.2.1/24 dev __proto__
    }
    track_script {
        __proto__
        constructor
    }
}
$__proto__=polluted
$constructor=$__proto__
vrrp_sync_group constructor {
    group {
        __proto__
        valueOf
    }
}
@__proto__ router_id \${__proto__}
~SEQ(__proto__, 1, 2) router_id $__proto__
# kalint-disable-next-line __proto__ constructor toString
include __proto__
`;

test('what is watched for is seen', () => {
  for (const code of ['Object.prototype.polluted = 1', '({}).__proto__.polluted = 1', 'Array.prototype.at = 1']) {
    expect(spawnSync(process.execPath, ['--require', watchPrototypes(), '-e', code], { encoding: 'utf8' }).stderr).toBe('prototypes: CHANGED\n');
  }
});

describe('kalint', () => {
  test.each([
    ['.kalintrc.json', json], ['.kalintrc.json', `{"rules": ${json}, "paths": ${json}, "overrides": [${json}, {"files": "*", "rules": ${json}}], "clusters": [${json}]}`],
    ['.kalintrc.yaml', yaml], ['.kalintrc.yaml', `rules:\n  __proto__: off\n  constructor: error\npaths: &x\n  __proto__: y\n  <<: *x\n`],
    ['package.json', `{"kalint": ${json}}`], ['package.json', `{"__proto__": {"kalint": ${json}}, "kalint": {"__proto__": ${polluted}}}`],
  ])('%s, %#', (name, content) => {
    const folder = `settings-${name}-${content.length}`;
    bench.write(`${folder}/${name}`, content);
    bench.write(`${folder}/a.conf`, configuration);
    isUntouched(run('kalint', ['a.conf'], folder));
    isUntouched(run('kalint', ['--no-config', 'a.conf'], folder));
  });

  test.each(['json', 'sarif', 'junit', 'stylish'])('names in a configuration, told as %s', (format) => {
    bench.write('names/a.conf', configuration);
    bench.write('names/b.conf', configuration.replace('virtual_router_id 7', 'virtual_router_id 8'));
    isUntouched(run('kalint', ['--preset', 'all', '--format', format, 'a.conf', 'b.conf'], 'names'));
  });

  test.each([['failover'], ['graph'], ['expand'], ['--fix-dry-run'], ['--target', '2.2.7,2.4.3']])('names in a configuration, with %s', (...args) => {
    bench.write('names/a.conf', configuration);
    isUntouched(run('kalint', [...args, 'a.conf'], 'names'));
  });

  test.each([
    json,
    `{"scenarios": [${json}]}`,
    `{"scenarios": [{"name": "x", "faults": [{"type": "__proto__", "node": "a"}]}]}`,
    `{"scenarios": [{"name": "x", "faults": [{"type": "node_down", "node": "__proto__"}]}]}`,
    `{"scenarios": [{"name": "__proto__", "faults": [{"type": "interface_down", "node": "a", "interface": "__proto__"}]}]}`,
    `{"scenarios": [{"name": "x", "faults": []}], "interfaces": {"__proto__": {"eth0": "10.0.0.1"}, "constructor": {"prototype": "10.0.0.1"}, "a": {"__proto__": "10.0.0.1", "constructor": "10.0.0.2"}}}`,
  ])('scenarios, %#', (content) => {
    bench.write('play/a.conf', configuration);
    bench.write('play/b.conf', configuration.replace('virtual_router_id 7', 'virtual_router_id 7\n    priority 90'));
    bench.write('play/scenarios.json', content);
    isUntouched(run('kalint', ['failover', '--scenarios', 'scenarios.json', 'a.conf', 'b.conf'], 'play'));
  });

  test('baseline', () => {
    bench.write('baseline/a.conf', configuration);
    for (const content of [json, `{"version": 1, "files": ${json}, "findings": ${json}}`]) {
      bench.write('baseline/baseline.json', content);
      isUntouched(run('kalint', ['--baseline', 'baseline.json', 'a.conf'], 'baseline'));
    }
  });
});

describe('kafmt', () => {
  test.each([
    ['.prettierrc', json], ['.prettierrc', yaml], ['.prettierrc.json', `{"overrides": [{"files": "*.conf", "options": ${json}}]}`], ['package.json', `{"prettier": ${json}}`], ['package.yaml', `prettier:\n  __proto__:\n    tabWidth: 3\n`],
    ['.editorconfig', 'root = true\n[__proto__]\npolluted = 1\n[*]\n__proto__ = 1\nconstructor = 2\nindent_size = 4\n'],
  ])('%s, %#', (name, content) => {
    const folder = `style-${name}-${content.length}`;
    bench.write(`${folder}/${name}`, content);
    bench.write(`${folder}/a.conf`, configuration);
    const outcome = run('kafmt', ['a.conf'], folder);
    isUntouched(outcome);
    // What lies behind such a name is no option.
    expect(outcome.stdout).toContain('\n    interface constructor\n');
  });
});
