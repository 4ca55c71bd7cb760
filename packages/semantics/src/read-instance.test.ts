import { parse } from '@kaconf/syntax';
import { newest, parseVersion } from '@kaconf/schema';
import { noIncludes } from './include.ts';
import { advertisedAddresses, isUnicast, type VrrpInstance } from './instance.ts';
import { readInstances } from './read-instance.ts';
import { createWorkspace } from './workspace.ts';

function instances(text: string, target = newest): readonly VrrpInstance[] {
  const workspace = createWorkspace([{ document: { path: 'n.conf', text, encoding: 'utf-8', tree: parse(text) }, target }], { includes: noIncludes });
  return workspace.nodes.flatMap((node) => readInstances(node));
}

function one(body: string, before = ''): VrrpInstance {
  const [instance] = instances(`${before}\nvrrp_instance v {\n interface eth0\n virtual_router_id 1\n virtual_ipaddress {\n 10.0.0.10/24\n }\n${body}\n}\n`);
  return instance!;
}

describe('settings that take effect', () => {
  test('a missing priority is 255 with state MASTER, else 100', () => {
    expect(one('state MASTER').priority.value).toBe(255);
    expect(one('state BACKUP').priority.value).toBe(100);
    expect(one('').priority.value).toBe(100);
  });

  test('a missing state follows from the priority', () => {
    expect(one('priority 255').state).toMatchObject({ value: 'MASTER', directive: undefined });
    expect(one('priority 254').state.value).toBe('BACKUP');
  });

  test('version 2 rounds the interval to whole seconds, at least one', () => {
    expect(one('advert_int 0.4').advertInt.value).toBe(1);
    expect(one('advert_int 1.5').advertInt.value).toBe(2);
    expect(one('advert_int 0.4\n version 3').advertInt.value).toBe(0.4);
    expect(one('advert_int 100\n version 3').advertInt.value).toBe(40.95);
  });

  test('the version is that of the instance, else the global one, else 2', () => {
    expect(one('').version.value).toBe(2);
    expect(one('', 'global_defs {\n vrrp_version 3\n}').version.value).toBe(3);
    expect(one('version 2', 'global_defs {\n vrrp_version 3\n}').version.value).toBe(2);
  });

  test('IPv6 is version 3, unless 2 is written and strict mode is off', () => {
    const ipv6 = (body: string): VrrpInstance => instances(`vrrp_instance v {\n interface eth0\n virtual_router_id 1\n ${body}\n virtual_ipaddress {\n 2001:db8::10/64\n }\n}\n`)[0]!;
    expect(ipv6('').version.value).toBe(3);
    expect(ipv6('version 2').version.value).toBe(2);
    expect(ipv6('version 2\n strict_mode on').version.value).toBe(3);
    expect(ipv6('').multicastGroup.value?.address).toBe('ff02::12');
  });

  test('nopreempt is off with state MASTER and with priority 255; a later preempt takes it back', () => {
    expect(one('nopreempt').nopreempt.value).toBe(true);
    expect(one('nopreempt\n state MASTER\n priority 150').nopreempt.value).toBe(false);
    expect(one('nopreempt\n priority 255').nopreempt.value).toBe(false);
    expect(one('nopreempt\n preempt').nopreempt.value).toBe(false);
  });

  test('AH cannot begin as MASTER, so nopreempt stays', () => {
    expect(one('nopreempt\n state MASTER\n priority 150\n authentication {\n auth_type AH\n auth_pass x\n }').nopreempt.value).toBe(true);
  });

  test('a password is its first eight bytes', () => {
    expect(one('authentication {\n auth_type PASS\n auth_pass 123456789\n }').authPass.value).toBe('12345678');
    expect(one('authentication {\n auth_type PASS\n auth_pass äöüß9\n }').authPass.value).toHaveLength(8);
    expect(one('authentication {\n auth_type PASS\n auth_pass "a b"\n }').authPass.value).toBe('a b');
  });

  test('authentication is off without a password, without a type and with version 3', () => {
    expect(one('authentication {\n auth_type PASS\n }').authType.value).toBe('none');
    expect(one('authentication {\n auth_pass secret\n }').authType.value).toBe('none');
    expect(one('version 3\n authentication {\n auth_type PASS\n auth_pass secret\n }').authType.value).toBe('none');
    expect(one('authentication {\n auth_type PASS\n auth_pass secret\n }').authType.value).toBe('PASS');
  });

  test('auth_hmac needs an active key that exists', () => {
    const key = 'key 1 abcdefghabcdefghabcdefghabcdefgh';
    expect(one(`auth_hmac {\n ${key}\n active_key 1\n }`).hmac.value).toMatchObject({ mode: 'enforce', activeKey: 1 });
    expect(one(`auth_hmac {\n ${key}\n active_key 2\n }`).hmac).toMatchObject({ value: undefined, unknown: false });
  });
});

describe('addresses and peers', () => {
  test('the first address sets the family; another family is not advertised', () => {
    const [instance] = instances('vrrp_instance v {\n virtual_ipaddress {\n 10.0.0.10/24\n 2001:db8::1\n }\n virtual_ipaddress_excluded {\n 2001:db8::2\n }\n}\n');
    expect(instance!.family.value).toBe('ipv4');
    expect(advertisedAddresses(instance!).map((each) => each.address.address)).toEqual(['10.0.0.10']);
    expect(instance!.addresses.map((each) => each.excluded)).toEqual([false, false, true]);
  });

  test('unicast needs a peer of the family', () => {
    expect(isUnicast(one('unicast_src_ip 10.0.0.1'))).toBe(false);
    expect(isUnicast(one('unicast_peer {\n 10.0.0.2\n }'))).toBe(true);
    expect(isUnicast(one('unicast_peer {\n 2001:db8::2\n }'))).toBe(false);
  });

  test('the group is that of the instance, else the global one', () => {
    const defs = 'global_defs {\n vrrp_mcast_group4 224.0.0.77\n}';
    expect(one('').multicastGroup.value?.address).toBe('224.0.0.18');
    expect(one('', defs).multicastGroup.value?.address).toBe('224.0.0.77');
    expect(one('mcast_dst_ip 224.0.0.78', defs).multicastGroup.value?.address).toBe('224.0.0.78');
  });
});

describe('what cannot be known', () => {
  test('a value from the environment is unknown', () => {
    expect(one('priority ${_ENV PRIO}').priority).toMatchObject({ value: undefined, unknown: true });
    expect(one('authentication {\n auth_type PASS\n auth_pass ${_ENV SECRET}\n }').authPass.unknown).toBe(true);
  });

  test('a definition is known', () => {
    expect(one('priority $PRIO', '$PRIO=120').priority).toMatchObject({ value: 120, unknown: false });
  });

  test('a value out of range is unknown, and so is what depends on it', () => {
    const instance = one('state NONSENSE');
    expect(instance.state.unknown).toBe(true);
    expect(instance.priority.unknown).toBe(true);
  });

  test('nothing is built on the absence of a misspelt keyword', () => {
    expect(one('prioritty 120').priority.unknown).toBe(true);
    expect(one('advert_int 2').advertInt.value).toBe(2);
  });

  test('an include that cannot be followed may hold what is missing', () => {
    const instance = one('priority 120\n include more.conf');
    expect(instance.priority.value).toBe(120);
    expect(instance.advertInt.unknown).toBe(true);
    expect(instance.addressesUnknown).toBe(true);
  });

  test('an instance without addresses is a fragment', () => {
    const [instance] = instances('vrrp_instance v {\n interface eth0\n virtual_router_id 1\n}\n');
    expect(instance!.priority.unknown).toBe(true);
    const [meant] = instances('vrrp_instance v {\n interface eth0\n virtual_router_id 1\n no_virtual_ipaddress\n}\n');
    expect(meant!.priority.value).toBe(100);
  });
});

test('sync groups: the first that names an instance keeps it', () => {
  const text = ['a', 'b'].map((name) => `vrrp_instance ${name} {\n virtual_router_id 1\n virtual_ipaddress {\n 10.0.0.1\n }\n}`).join('\n');
  const [a, b] = instances(`vrrp_sync_group one {\n group {\n a\n }\n}\nvrrp_sync_group two {\n group {\n a b\n }\n}\n${text}\n`, parseVersion('2.2.7') ?? newest);
  expect(a!.syncGroup?.name).toBe('one');
  expect(b!.syncGroup).toMatchObject({ name: 'two', members: ['b'] });
});
