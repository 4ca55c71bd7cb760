import fc from 'fast-check';
import {
  type Keyword, type MatchWord, bodyContext, canonical, contexts, contextsOf, describe as say, expectedAfter, isKnown, keywordsOf, lookup, match, newest,
  parseVersion,
} from './index.ts';

/** Words as written: quotes make one word, `$` marks a word that is not known. */
function words(text: string): MatchWord[] {
  return (text.match(/"[^"]*"|\S+/g) ?? []).map((word) => {
    const quoted = word.startsWith('"');
    const plain = quoted ? word.slice(1, -1) : word;
    return plain.includes('$') ? { text: plain, quoted, dynamic: 'variable' } : { text: plain, quoted };
  });
}

interface Case {
  keyword: Keyword;
  signature: Keyword['signature'];
  rest: MatchWord[];
}

/** `context: keyword words`, or `context: list { item`. */
function read(line: string): Case {
  const [, path = '', text = ''] = /^([\w.]*): (.*)$/.exec(line) ?? [];
  const [, name = '', brace, rest = ''] = /^(\S+)( \{)?(.*)$/.exec(text) ?? [];
  const keyword = lookup(path, name);
  if (!keyword) throw new Error(`${line}: no such keyword`);
  return { keyword, signature: brace !== undefined && keyword.items ? keyword.items : keyword.signature, rest: words(rest) };
}

function run(line: string, target = newest) {
  const { keyword, signature, rest } = read(line);
  return match(keyword, signature, rest, target);
}

const short = (value: unknown): unknown => (typeof value === 'object' && value !== null && 'address' in value ? value.address : value);
const args = (line: string) => run(line).args.map((each) => `${each.name}=${each.state === 'known' ? String(short(each.value)) : each.state}`).join(' ');
const problems = (line: string, target = newest) => run(line, target).mismatches.map((each) => `${each.code}@${String(each.word)}${each.reported ? '' : ' silent'}`).join(', ');

describe('words that fit', () => {
  it.each([
    ['vrrp_instance: priority 100', 'value=100'],
    ['vrrp_instance: state MASTER', 'value=MASTER'],
    ['vrrp_instance: strict_mode', ''],
    ['vrrp_instance: strict_mode off', 'value=false'],
    ['vrrp_instance: notify_master "/bin/a b" root wheel', 'script=/bin/a b user=root group=wheel'],
    [': virtual_server 192.0.2.1 80', 'ip=192.0.2.1 port=80'],
    [': virtual_server fwmark 5', 'fwmark=5'],
    [': virtual_server group web', 'group=web'],
    ['virtual_server: protocol tcp', 'value=TCP'],
    ['virtual_server: lb_kind TUN port 5000 type gue', 'value=TUN port=5000 type=gue'],
    ['virtual_server: persistence_granularity 64', 'value=64'],
    ['virtual_server: persistence_granularity 255.255.255.0', 'value=255.255.255.0'],
    [': virtual_server_group { 192.0.2.1-20 80', 'address=192.0.2.1 port=80'],
    [': virtual_server_group { fwmark 5 inet6', 'fwmark=5 family=inet6'],
    ['vrrp_instance: track_script { chk weight -10 reverse', 'value=chk weight=-10 direction=reverse'],
    ['vrrp_instance: virtual_ipaddress { 192.0.2.1/24 home dev eth0 brd +', 'address=192.0.2.1 home=true dev=eth0 broadcast=+'],
    ['vrrp_instance: virtual_routes { blackhole default', 'type=blackhole destination=default'],
    ['vrrp_instance: virtual_routes { src 192.0.2.1 to 10.0.0.0/8 via inet 192.0.2.9 mtu lock 1400', 'src=192.0.2.1 to=true destination=10.0.0.0 via.family=inet via=192.0.2.9 mtu.lock=true mtu=1400'],
    ['vrrp_instance: virtual_routes { 10.0.0.0/8 encap ip id 5 tos 0x10 dev eth0 nexthop via 192.0.2.7 weight 2 nexthop via 192.0.2.8',
      'destination=10.0.0.0 encap.ip=true encap.id=5 encap.tos=16 dev=eth0 nexthop.via=192.0.2.7 nexthop.weight=2 nexthop.via=192.0.2.8'],
    ['vrrp_instance: virtual_rules { from all lookup main priority 0x10', 'from=all table=main preference=16'],
    ['vrrp_instance: use_vmac vr.51 00:11:22:33:44:55', 'interface=vr.51 mac=00:11:22:33:44:55'],
    ['vrrp_instance: garp_extra_if all 5', 'all=true value=5'],
    ['vrrp_instance: garp_extra_if 5 all', 'value=5 all=true'],
    ['global_defs: vrrp_cpu_affinity 0 1 2', 'value=0 value=1 value=2'],
    ['global_defs: umask 022', 'mask=18'],
    ['global_defs: umask IRUSR | IWUSR|IXUSR', 'permission=IRUSR permission=| permission=IWUSR|IXUSR'],
    ['global_defs: include_check +match -read', 'value=+match value=-read'],
    ['global_defs: lvs_sync_daemon eth0 VI_1', 'interface=eth0 instance=VI_1'],
    ['global_defs: lvs_sync_daemon eth0 id 5 inst VI_1', 'interface=eth0 id=5 inst=VI_1'],
    ['virtual_server.real_server.HTTP_GET.url: status_code 200 300-310', 'value=[object Object] value=[object Object]'],
  ])('%s', (line, expected) => {
    expect(problems(line)).toBe('');
    expect(args(line)).toBe(expected);
  });
});

describe('words that do not fit', () => {
  it.each([
    ['vrrp_instance: priority', 'missing@0'],
    ['vrrp_instance: priority 256', 'out-of-range@0'],
    ['vrrp_instance: priority high', 'invalid@0'],
    ['vrrp_instance: priority 100 200', 'extra@1 silent'],
    ['vrrp_instance: state master', 'enum@0'],
    ['vrrp_instance: strict_mode maybe', 'invalid@0'],
    ['vrrp_instance.authentication: auth_pass much-too-long', 'too-long@0'],
    // Every argument is checked, not the first only.
    [': virtual_server 192.0.2 99999 x', 'invalid@0, out-of-range@1, extra@2 silent'],
    [': virtual_server', 'missing@0'],
    [': virtual_server fwmark', 'missing@1'],
    ['virtual_server: lb_kind DR fast', 'enum@1'],
    ['virtual_server: snmp_name a b', 'extra@1'],
    ['vrrp_instance: track_script { chk wait 5', 'enum@1'],
    ['vrrp_instance: track_script { chk weight', 'missing@2'],
    ['vrrp_instance: track_script { chk weight 255 forward', 'out-of-range@2, enum@3'],
    ['vrrp_instance: track_script { chk weight 5 reverse x', 'extra@4 silent'],
    ['vrrp_instance: track_interface { eth0 weight 5 noreverse', 'enum@3'],
    ['vrrp_instance: virtual_ipaddress { dev eth0', 'invalid@0'],
    ['vrrp_instance: virtual_ipaddress { 192.0.2.1 dve eth0 label eth0:1', 'enum@1'],
    ['vrrp_instance: virtual_ipaddress { 192.0.2.1 dev eth0 dev eth1', 'duplicate-option@3'],
    ['vrrp_instance: virtual_ipaddress { 192.0.2.1 home home', 'duplicate-option@2 silent'],
    ['vrrp_instance: virtual_ipaddress { 192.0.2.1/33 label a-label-that-is-too-long', 'out-of-range@0, too-long@2'],
    ['vrrp_instance: virtual_routes { via 192.0.2.1', 'missing@2'],
    ['vrrp_instance: virtual_routes { 10.0.0.0/8 scope 300', 'out-of-range@2'],
    ['vrrp_instance: virtual_rules { form 10.0.0.0/8', 'enum@0'],
    ['vrrp_instance: garp_extra_if all', 'missing@1'],
    ['vrrp_instance: unicast_peer { 192.0.2.1 min_ttl 300', 'out-of-range@2'],
    ['global_defs: lvs_timeouts', 'missing@0'],
    ['global_defs: lvs_timeouts tcp x udp 5', 'invalid@1'],
    ['global_defs: vrrp_cpu_affinity 0 x 1', 'invalid@1'],
    ['global_defs: umask IFOO', 'invalid@0'],
    ['global_defs: default_interface averyveryverylongname', 'too-long@0 silent'],
    ['virtual_server.real_server.HTTP_GET.url: regex_options caseless fast', 'enum@1 silent'],
    ['virtual_server.real_server.HTTP_GET.url: regex_min_offset x', 'invalid@0 silent'],
    ['virtual_server.real_server.HTTP_GET.url: status_code 200 999 x', 'out-of-range@1, invalid@2'],
    [': interface_up_down_delays { eth0', 'missing@1 silent'],
    [': vrrp_instance A B', 'extra@1'],
    ['vrrp_instance: track_interface eth1', 'extra@0'],
  ])('%s', (line, expected) => {
    expect(problems(line)).toBe(expected);
  });

  it('says what may stand there', () => {
    const expected = (line: string) => run(line).mismatches.map((each) => say(each.expected)).join('; ');
    expect(expected('vrrp_instance: state master')).toBe('"MASTER" or "BACKUP"');
    expect(expected(': virtual_server web')).toBe('an IP address, "fwmark" or "group"');
    expect(expected('vrrp_instance: track_script { chk wait')).toBe('"weight"');
    expect(expected('virtual_server: lb_kind DR fast')).toBe('"type", "port", "nocsum", "csum" or "remcsum"');
  });
});

describe('words that are not known before keepalived runs', () => {
  it.each([
    'vrrp_instance: priority $PRIORITY', 'vrrp_instance: state $STATE', ': virtual_server $VIP 80', ': virtual_server $SERVICE', 'virtual_server: real_server $A $B',
    'vrrp_instance: virtual_ipaddress { $VIP dev $IF', 'vrrp_instance: virtual_ipaddress { 192.0.2.1 $OPTIONS', 'vrrp_instance: virtual_routes { $ROUTE', 'vrrp_instance: track_script { chk weight $W reverse',
    'vrrp_instance: track_script { chk $WEIGHT', 'global_defs: lvs_timeouts $T', 'vrrp_instance: notify_master $SCRIPT a b c', ': vrrp_instance $NAME', 'virtual_server: lb_kind $KIND',
  ])('%s', (line) => {
    expect(problems(line)).toBe('');
    expect(run(line).args.some((each) => each.state === 'dynamic') || line.includes('192.0.2.1 $') || line.includes('chk $') || line.includes('lvs_timeouts')).toBe(true);
  });

  it('an unquoted one may be several words, a quoted one is one', () => {
    expect(problems('vrrp_instance: priority $A 5 6')).toBe('');
    expect(problems(': virtual_server "$A" 99999')).toBe('out-of-range@1');
    expect(problems('vrrp_instance: state MASTRE $A')).toBe('enum@0');
  });

  it('behind the next option keyword all is certain again', () => {
    expect(problems('global_defs: lvs_sync_daemon $IF id 12 maxlen 120000')).toBe('out-of-range@4');
  });
});

describe('versions', () => {
  const at = (text: string) => parseVersion(text) ?? 0;

  it('an option or word of a later version is named with it', () => {
    const found = run('vrrp_instance: virtual_ipaddress { 192.0.2.1 home use_vmac', at('2.0.0')).mismatches;
    expect(found).toMatchObject([{ code: 'needs-version', word: 2, version: at('2.2.0') }]);
    expect(problems('virtual_server: lb_algo twos', at('2.2.4'))).toBe('needs-version@0');
    expect(problems('virtual_server: lb_algo twos', at('2.2.5'))).toBe('');
    expect(problems('vrrp_instance: virtual_ipaddress { 192.0.2.1 brd +', at('1.2.0'))).toBe('needs-version@2');
  });

  it('isKnown looks at both ends', () => {
    const mask = lookup('virtual_server', 'nat_mask')!;
    expect([at('1.2.19'), at('1.2.20'), newest].map((target) => isKnown(mask, target))).toEqual([true, false, false]);
    const hmac = lookup('vrrp_instance', 'auth_hmac')!;
    expect([at('2.3.4'), at('2.4.0')].map((target) => isKnown(hmac, target))).toEqual([false, true]);
  });
});

describe('lookup', () => {
  it('is by block', () => {
    expect(lookup('vrrp_instance', 'priority')?.path).toBe('vrrp_instance.priority');
    expect(lookup('virtual_server', 'priority')).toBeUndefined();
    expect(lookup('nowhere', 'priority')).toBeUndefined();
    expect(lookup('vrrp_instance', '__proto__')).toBeUndefined();
    expect(lookup('__proto__', 'priority')).toBeUndefined();
    expect(lookup('constructor', 'name')).toBeUndefined();
  });

  it('finds all places of a word', () => {
    expect(contextsOf('virtualhost').map((keyword) => keyword.context)).toContain('virtual_server.real_server.HTTP_GET.url');
    expect(contextsOf('priorty')).toEqual([]);
  });

  it('knows aliases and bodies', () => {
    const alias = lookup('virtual_server', 'lvs_sched')!;
    expect(canonical(alias).name).toBe('lb_algo');
    expect(alias.doc).toBe(canonical(alias).doc);
    expect(bodyContext(lookup('virtual_server', 'real_server')!)).toBe('virtual_server.real_server');
    expect(keywordsOf(bodyContext(lookup('virtual_server.real_server.HTTP_GET', 'url')!)).map((keyword) => keyword.name)).toContain('status_code');
  });

  it('takes what mixins and blocks leave to each other', () => {
    const warmup = (checker: string) => lookup(`virtual_server.real_server.${checker}`, 'warmup')!;
    expect(warmup('PING_CHECK').since).toBe(parseVersion('2.1.0'));
    expect(warmup('TCP_CHECK').since).toBe(parseVersion('1.2.13'));
    expect(lookup('virtual_server.real_server.DNS_CHECK', 'retry')?.default).toBe('real server setting, else 3');
    expect(lookup('virtual_server.real_server.SMTP_CHECK.host', 'retry')?.deprecated?.use).toBe('the same keyword in SMTP_CHECK');
  });
});

describe('expectedAfter', () => {
  const after = (line: string) => {
    const { keyword, signature, rest } = read(line);
    return say(expectedAfter(keyword, signature, rest, newest));
  };
  it.each([
    ['vrrp_instance: state', '"MASTER" or "BACKUP"'],
    ['vrrp_instance: state MASTER', ''],
    ['vrrp_instance: track_script {', 'the name of a vrrp_script'],
    ['vrrp_instance: track_script { chk', '"weight"'],
    ['vrrp_instance: track_script { chk weight 5', '"reverse" or "noreverse"'],
    [': virtual_server', 'an IP address, "fwmark" or "group"'],
    [': virtual_server 192.0.2.1', 'a port from 0 to 65535'],
    ['virtual_server: lb_kind TUN type', '"ipip", "gue" or "gre"'],
    ['virtual_server: lb_kind TUN type gue', '"port", "nocsum", "csum" or "remcsum"'],
    ['vrrp_instance: strict_mode', 'true, on, yes, false, off or no'],
  ])('%s', (line, expected) => {
    expect(after(line)).toBe(expected);
  });
});

it('nothing throws, whatever the words', () => {
  const keywords = contexts.flatMap((path) => [...keywordsOf(path)]);
  const known = ['1', '-1', '192.0.2.1', 'dev', 'weight', 'via', 'nexthop', 'encap', 'ip', 'reverse', 'group', 'fwmark', 'all', '|', '', 'to', 'default'];
  const word = fc.record({ text: fc.oneof(fc.constantFrom(...known), fc.string({ maxLength: 8 })), quoted: fc.boolean(), dynamic: fc.option(fc.constant('x'), { nil: undefined, freq: 6 }) });
  fc.assert(
    fc.property(fc.constantFrom(...keywords), fc.array(word, { maxLength: 8 }), fc.boolean(), (keyword, list, items) => {
      const signature = items && keyword.items ? keyword.items : keyword.signature;
      const { args: found, mismatches } = match(keyword, signature, list, newest);
      for (const each of found) expect(each.word).toBeLessThan(list.length);
      for (const each of mismatches) expect(each.word).toBeLessThanOrEqual(list.length);
      expectedAfter(keyword, signature, list, newest);
      // A line of unknown words alone is never wrong.
      const unknown = list.map(() => ({ text: '$X', quoted: false, dynamic: 'x' }));
      if (unknown.length > 0) expect(match(keyword, signature, unknown, newest).mismatches).toEqual(signature.parts.length === 0 ? expect.anything() : []);
    }),
    { numRuns: 3000 },
  );
});
