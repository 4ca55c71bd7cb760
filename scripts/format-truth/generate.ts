/** A source of chance that gives the same numbers for the same seed (mulberry32). */
class Chance {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** A whole number from 0 to `below - 1`. */
  number(below: number): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  }

  maybe(oneIn: number): boolean {
    return this.number(oneIn) === 0;
  }

  pick<Thing>(things: readonly [Thing, ...Thing[]]): Thing {
    return things[this.number(things.length)] ?? things[0];
  }
}

/** A line to write, perhaps with a block. Lines of definitions, conditions and generators are not laid out anew. */
interface Entry {
  readonly text: string;
  readonly body?: readonly Entry[];
  /** Has to stay one line as it is. */
  readonly fixed?: boolean;
}

const line = (text: string): Entry => ({ text });
const fixed = (text: string): Entry => ({ text, fixed: true });
const block = (text: string, body: readonly Entry[]): Entry => ({ text, body });

function instance(chance: Chance, number: number): Entry {
  const optional: readonly Entry[] = [
    line('advert_int 1'), line('nopreempt'), line('garp_master_delay 5'), line('notify_master "/bin/true   a b" root root'), line("notify '/bin/true  x'"),
    fixed('@lb1 priority 120'), fixed('@^lb1   priority   90'), line('smtp_alert'), line('virtual_ipaddress_excluded { }'), fixed('$LOCAL=10.9.0.1   # defined here'),
    block('track_interface', [line('eth0 weight   10')]), block('authentication', [line('auth_type PASS'), line('auth_pass "pa  ss"')]),
    block('virtual_routes', [line('198.51.100.0/24 via 192.0.2.254 dev eth0'), fixed('~SEQ(N, 1, 3)   10.7.${N}.0/24   dev eth0')]),
    block('unicast_peer', [line('192.0.2.11'), fixed('@lb2   192.0.2.12')]), fixed('# a line of its own \\#'), line('debug 1'), line('version   3'),
  ];
  const addresses = [line(`192.0.2.${number}/24 dev eth0`), fixed(`~SEQ(N,10,12) 192.0.${number}.$N   dev eth0`), line('192.0.2.200/24   dev eth0 label eth0:x'), fixed('$ADDRESSES'), line('${NET}.7/24 dev $IF')];
  return block(`vrrp_instance VI_${number}`, [
    line('state BACKUP'), line('interface eth0'), line(`virtual_router_id ${number}`), line('priority 100'),
    ...optional.filter(() => chance.maybe(3)),
    block('virtual_ipaddress', [addresses[0] ?? line('192.0.2.1'), ...addresses.slice(1).filter(() => chance.maybe(2))]),
  ]);
}

function server(chance: Chance, number: number): Entry {
  const checks: readonly [Entry, ...Entry[]] = [
    block('TCP_CHECK', [line('connect_timeout 3'), line('connect_port 80')]),
    block('HTTP_GET', [block('url', [line('path "/a b{}#!"'), line('status_code 200')]), line('connect_timeout   3')]),
    block('MISC_CHECK', [line('misc_path "/bin/true -x  y"'), line('misc_timeout 2')]),
  ];
  const servers = Array.from({ length: 1 + chance.number(3) }, (_, index) => block(`real_server 192.0.2.${20 + index} 80`, [line(`weight ${index + 1}`), ...(chance.maybe(2) ? [chance.pick(checks)] : [])]));
  return block(`virtual_server 192.0.2.${100 + number} 80`, [line('delay_loop 6'), line('lb_algo   rr'), line('lb_kind NAT'), line('protocol TCP'), ...servers, ...(chance.maybe(3) ? [fixed('$SERVER')] : [])]);
}

function configuration(chance: Chance): Entry[] {
  const definitions = [
    fixed('$IF=eth0'), fixed('$NET=10.8.0'), fixed('$ADDRESSES= \\\n  10.6.0.1/24 dev eth0   \\\n10.6.0.2/24  dev eth0\\\n\n'),
    fixed('$SERVER=real_server 192.0.2.50 80 { \\\n    weight 7 \\\n   TCP_CHECK { \\\n connect_port 81 \\\n} \\\n}'), fixed('$SCRIPT=vrrp_script   generated { script "/bin/true  1" }'),
  ];
  const entries: Entry[] = [
    ...definitions,
    block('global_defs', [line('router_id   "LB  1"'), line('script_user root'), line('enable_script_security'), line('vrrp_garp_master_repeat 2'), block('notification_email', [line('a@example.org'), line('b@example.org')])]),
    block('vrrp_script check', [line('script "/bin/true -a   \'b  c\'"'), line('interval 2'), line('weight   -20')]),
    ...(chance.maybe(2) ? [fixed('$SCRIPT')] : []),
    ...(chance.maybe(2) ? [fixed('@lb1 vrrp_script only { script "/bin/true" }')] : []),
    ...(chance.maybe(2) ? [block('static_routes', [line('203.0.113.0/24   via 192.0.2.254 dev eth0')])] : []),
    ...Array.from({ length: 1 + chance.number(3) }, (_, index) => instance(chance, index + 1)),
    ...(chance.maybe(2) ? [block('vrrp_sync_group G', [block('group', [line('VI_1')])])] : []),
    ...Array.from({ length: chance.number(3) }, (_, index) => server(chance, index)),
  ];
  return entries;
}

/** Writes entries in a layout that nobody would choose, but keepalived reads. */
class Scribbler {
  private readonly chance: Chance;
  private text = '';

  constructor(chance: Chance) {
    this.chance = chance;
  }

  write(entries: readonly Entry[]): string {
    for (const entry of entries) this.entry(entry);
    return this.text;
  }

  /** @param last whether the `}` of the block follows */
  private entry(entry: Entry, last = false): void {
    this.between(entry.fixed === true);
    if (entry.fixed === true) {
      this.text += `${this.blanks()}${entry.text}${this.chance.maybe(4) ? '  ' : ''}`;
      this.lineEnd(false);
      return;
    }
    this.text += this.blanks() + this.spread(entry.text);
    if (!entry.body) {
      if (last && this.chance.maybe(3)) this.text += ' ';
      else this.lineEnd();
      return;
    }
    this.open();
    for (const [index, inner] of entry.body.entries()) this.entry(inner, index === entry.body.length - 1);
    this.text += `${this.blanks()}}`;
    if (this.chance.maybe(6)) this.text += this.chance.pick(['', ' ']);
    else this.lineEnd();
  }

  /** A `{` in one of the places that keepalived allows. */
  private open(): void {
    const places: readonly [string, ...string[]] = [' {\n', '{\n', ' { ', '{', '\n{\n', '\n\n  {\n', ' # before\n# between\n { # behind\n', '\t{ ! behind\n'];
    this.text += this.chance.pick(places);
  }

  /** Empty lines and comments, now and then. */
  private between(ownLine: boolean): void {
    // Only behind a brace may something follow on the same line, and not what owns the rest of its line.
    if (/[{}] ?$/.test(this.text) && !ownLine && !this.chance.maybe(2)) return;
    if (this.text !== '' && !this.text.endsWith('\n')) this.text += '\n';
    while (this.chance.maybe(5)) this.text += this.chance.pick(['\n', '   \n', `${this.blanks()}# own line\n`, '!other mark\n', `${this.blanks()}# 负载均衡 { "\n`]);
  }

  private lineEnd(comments = true): void {
    this.text += comments ? this.chance.pick(['\n', '\n', '\n', '  \n', ' # behind\n', '# glued\n', '\t! far { away\n']) : '\n';
  }

  private blanks(): string {
    return this.chance.pick(['', ' ', '  ', '    ', '\t', '\t\t', '       ']);
  }

  /** More blanks between the words, quotes left alone. */
  private spread(text: string): string {
    return text.replace(/"[^"]*"|'[^']*'| /g, (piece) => (piece === ' ' ? this.chance.pick([' ', ' ', '  ', '\t', ' \t ']) : piece));
  }
}

/** A configuration with much in it that is hard to lay out. The same for the same seed. */
export function generateConfiguration(seed: number): string {
  const chance = new Chance(seed);
  const text = new Scribbler(chance).write(configuration(chance));
  return chance.maybe(4) ? text.replaceAll('\n', '\r\n') : text;
}
