import { parse } from '@kaconf/syntax';
import { newest } from '@kaconf/schema';
import { readConfiguration } from './read-configuration.ts';
import { isKnown } from './value.ts';

const read = (text: string) => readConfiguration({ path: 'keepalived.conf', text, encoding: 'utf-8', tree: parse(text) }, { target: newest });

test('arguments are typed by their keyword', () => {
  const [instance] = read('vrrp_instance VI_1 {\n    priority 150\n    track_script {\n        chk weight -20\n    }\n}\n').blocks('vrrp_instance');
  const priority = instance?.get('priority')?.args.value;
  // The assignment compiles only if the argument is a number.
  const value: number | undefined = isKnown(priority) ? priority.value : undefined;
  expect(value).toBe(150);
  const [item] = instance?.itemsOf('track_script') ?? [];
  expect(isKnown(item?.args.weight) && item.args.weight.value).toBe(-20);
});

test('a misspelt keyword does not compile', () => {
  const [instance] = read('vrrp_instance VI_1 {\n    priority 150\n}\n').blocks('vrrp_instance');
  // @ts-expect-error there is no such keyword in vrrp_instance
  expect(instance?.get('prioritty')).toBeUndefined();
  // @ts-expect-error there is no such block
  expect(read('').blocks('vrrp_instanz')).toEqual([]);
});

test('a required word that is missing is invalid, not absent', () => {
  const [instance] = read('vrrp_instance VI_1 {\n    priority\n}\n').blocks('vrrp_instance');
  expect(instance?.get('priority')?.args.value.kind).toBe('invalid');
});

test('aliases are found under their canonical name', () => {
  const [service] = read('virtual_server 192.0.2.1 80 {\n    lvs_sched wlc\n}\n').blocks('virtual_server');
  const sched = service?.get('lb_algo')?.args.value ?? service?.get('lvs_sched' as 'lb_algo')?.args.value;
  expect(isKnown(sched) && sched.value).toBe('wlc');
});

test('of an option that is given twice the second counts, however it is asked for', () => {
  const [item] = read('vrrp_instance VI_1 {\n    virtual_ipaddress {\n        192.0.2.1 dev eth0 dev eth1\n    }\n}\n').blocks('vrrp_instance')[0]?.itemsOf('virtual_ipaddress') ?? [];
  expect(isKnown(item?.args.dev) && item.args.dev.value).toBe('eth1');
  expect(item?.argument('dev')?.value).toBe('eth1');
});

test('a value tells its own place, also where equal lines are read once', () => {
  const text = 'vrrp_instance A {\n    priority 150\n}\nvrrp_instance B {\n    priority 150\n}\n';
  const places = read(text).blocks('vrrp_instance').map((block) => block.get('priority')?.args.value.range);
  expect(places.map((range) => range && [range.start, text.slice(range.start, range.end)])).toEqual([[text.indexOf('150'), '150'], [text.lastIndexOf('150'), '150']]);
});
