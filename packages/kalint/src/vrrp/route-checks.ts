import { canonicalAddress } from '@kaconf/schema';

/** What keepalived has against a route, by a message key of the rule. */
export interface RouteFault {
  readonly message: 'skipped' | 'mixed' | 'family' | 'from' | 'nexthop' | 'orNexthop' | 'protocol' | 'as' | 'trackGroup' | 'noDevice';
  readonly word: string;
}

type Family = 'ipv4' | 'ipv6' | 'any' | undefined;

const types = new Set(['local', 'nat', 'broadcast', 'brd', 'anycast', 'multicast', 'prohibit', 'unreachable', 'blackhole', 'xresolve', 'unicast', 'throw']);
const alone = new Set(['onlink', 'add', 'prepend', 'append', 'no_track']);
const lockable = new Set(['mtu', 'advmss', 'rtt', 'rttvar', 'reordering', 'cwnd', 'ssthresh', 'rto_min', 'congctl']);
const withValue = new Set(['tos', 'dsfield', 'table', 'scope', 'metric', 'priority', 'preference', 'hoplimit', 'window', 'initcwnd', 'initrwnd', 'features', 'quickack', 'ttl-propagate', 'fastopen_no_cookie', 'vrf']);

/** Reads a route as alloc_route does, word by word; the words themselves have been found good before. */
class RouteReader {
  readonly faults: RouteFault[] = [];
  private family: Family;
  private destination: string | undefined;
  private device = false;
  private tracked = true;
  private protocol: string | undefined;
  private group = false;
  private several = false;
  private at = 0;
  private readonly words: readonly string[];
  private readonly target: number;

  constructor(words: readonly string[], target: number) {
    this.words = words;
    this.target = target;
  }

  /** @returns whether everything could be followed */
  read(): boolean {
    while (this.at < this.words.length) {
      const goesOn = this.option(this.words[this.at] ?? '');
      if (goesOn === 'dropped') return true;
      if (goesOn === 'unclear') return false;
      if (goesOn === 'ends') break;
      this.at++;
    }
    this.finish();
    return true;
  }

  private option(word: string): 'next' | 'dropped' | 'unclear' | 'ends' {
    switch (word) {
      case 'inet':
      case 'inet6':
        return this.familyWord(word);
      case 'src':
        return this.address(this.next(), 'mixed');
      case 'via':
      case 'gw':
        return this.via();
      case 'from':
        return this.from(this.next());
      case 'dev':
      case 'oif':
        this.device = true;
        this.next();
        return 'next';
      case 'protocol':
        this.protocol = this.next();
        return 'next';
      case 'no_track':
        this.tracked = false;
        return 'next';
      case 'track_group':
        this.group = true;
        this.next();
        return 'next';
      case 'expires':
      case 'pref':
        this.next();
        return this.only('ipv6', word);
      case 'realms':
        this.next();
        return this.family === 'ipv6' ? this.drop('family', word) : this.only('ipv4', word);
      case 'as':
        if (this.next() === 'to') this.next();
        this.faults.push({ message: 'as', word });
        return 'next';
      case 'or':
        this.several = true;
        this.next();
        return 'next';
      case 'nexthop':
        return this.nexthops();
      case 'encap':
        return 'unclear';
      default:
        return this.other(word);
    }
  }

  private other(word: string): 'next' | 'dropped' {
    if (alone.has(word)) return 'next';
    if (lockable.has(word)) {
      if (this.next() === 'lock') this.next();
      return 'next';
    }
    if (withValue.has(word)) {
      this.next();
      return 'next';
    }
    let text = word === 'to' ? this.next() : word;
    if (types.has(text) || (/^\d+$/.test(text) && this.words[this.at + 1] !== undefined && !this.isOption(this.words[this.at + 1] ?? ''))) text = this.next();
    this.destination = text;
    return this.address(text, 'mixed');
  }

  private isOption(word: string): boolean {
    return alone.has(word) || lockable.has(word) || withValue.has(word) || ['via', 'dev', 'oif', 'src'].includes(word);
  }

  /** The word behind a leading `inet` or `inet6` is skipped by an oversight in keepalived. */
  private familyWord(word: string): 'next' | 'dropped' {
    const family = word === 'inet' ? 'ipv4' : 'ipv6';
    if (this.family !== undefined && this.family !== family) return this.drop('mixed', word);
    this.family = family;
    const skipped = this.next();
    if (this.destination === undefined && familyOf(skipped) !== undefined) this.faults.push({ message: 'skipped', word });
    return 'next';
  }

  private via(): 'next' | 'dropped' {
    let text = this.next();
    if (text === 'inet' || text === 'inet6') {
      const family = text === 'inet' ? 'ipv4' : 'ipv6';
      if (this.family !== undefined && this.family !== 'any' && this.family !== family) return this.drop('mixed', text);
      this.family = family;
      text = this.next();
    }
    return this.address(text, 'mixed');
  }

  private from(text: string): 'next' | 'dropped' {
    return familyOf(text) === 'ipv4' ? this.drop('from', text) : this.address(text, 'mixed');
  }

  /** The first address decides about the family; `default` is of none, and none is another than the one decided. */
  private address(text: string, message: 'mixed'): 'next' | 'dropped' {
    const family = familyOf(text);
    if (family === undefined) return 'next';
    if (this.family === undefined || this.family === 'any') {
      this.family = family;
      return 'next';
    }
    return this.family === family ? 'next' : this.drop(message, text);
  }

  private only(family: 'ipv4' | 'ipv6', word: string): 'next' | 'dropped' {
    if (this.family !== undefined && this.family !== 'any' && this.family !== family) return this.drop('family', word);
    this.family = family;
    return 'next';
  }

  private nexthops(): 'ends' | 'dropped' {
    if (this.several) return this.drop('orNexthop', 'nexthop');
    const addresses = this.words.slice(this.at).filter((_, index, rest) => rest[index - 1] === 'via');
    const other = addresses.find((text) => {
      const family = familyOf(text);
      if (family === undefined) return false;
      if (this.family === undefined || this.family === 'any') this.family = family;
      return family !== this.family;
    });
    // keepalived leaves the remaining next hops out and keeps the route.
    if (other !== undefined) this.faults.push({ message: 'nexthop', word: other });
    return 'ends';
  }

  private finish(): void {
    // A route without destination does not fit its signature and is not looked at here.
    if (this.destination === undefined) return;
    if (this.tracked && this.protocol !== undefined && this.protocol !== '18' && this.protocol !== 'keepalived') this.faults.push({ message: 'protocol', word: this.protocol });
    if (this.tracked && !this.device && this.target >= 2_000_001 && this.target <= 2_003_001) this.faults.push({ message: 'noDevice', word: this.destination });
    if (this.group && !this.device) this.faults.push({ message: 'trackGroup', word: '' });
  }

  private drop(message: RouteFault['message'], word: string): 'dropped' {
    this.faults.push({ message, word });
    return 'dropped';
  }

  private next(): string {
    return this.words[++this.at] ?? '';
  }
}

function familyOf(text: string): Family {
  if (text === 'default' || text === 'any' || text === 'all') return 'any';
  if (text === 'default6') return 'ipv6';
  return canonicalAddress(text.split('/')[0] ?? '')?.family;
}

/**
 * What keepalived says about a route whose words are good by themselves.
 *
 * @returns undefined where the words cannot be followed
 */
export function routeFaults(words: readonly string[], target: number): readonly RouteFault[] | undefined {
  const reader = new RouteReader(words, target);
  return reader.read() ? reader.faults : undefined;
}
