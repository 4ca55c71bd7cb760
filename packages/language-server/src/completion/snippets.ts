import { bodyContext, lookup, type Keyword, type Part } from '@kaconf/schema';
import { requiredOf } from '../keyword-text.ts';

/** What nearly every block of that kind holds besides what it must. */
const usual: Readonly<Record<string, readonly string[]>> = {
  vrrp_instance: ['state', 'interface', 'virtual_router_id', 'priority', 'advert_int', 'virtual_ipaddress'],
  vrrp_script: ['script', 'interval', 'fall', 'rise'],
  vrrp_sync_group: ['group'],
  virtual_server: ['delay_loop', 'lb_algo', 'lb_kind', 'protocol', 'real_server'],
  'virtual_server.real_server': ['weight', 'TCP_CHECK'],
  'virtual_server.real_server.TCP_CHECK': ['connect_timeout'],
  'virtual_server.real_server.HTTP_GET': ['url', 'connect_timeout'],
  'virtual_server.real_server.SSL_GET': ['url', 'connect_timeout'],
  'virtual_server.real_server.HTTP_GET.url': ['path', 'status_code'],
  'virtual_server.real_server.SSL_GET.url': ['path', 'status_code'],
  'vrrp_instance.authentication': ['auth_type', 'auth_pass'],
  bfd_instance: ['neighbor_ip', 'source_ip'],
  global_defs: ['router_id'],
};

/** Values to begin with, where any would do; addresses are those of documentation (RFC 5737). */
const samples: Readonly<Record<string, string>> = {
  'vrrp_instance.interface': 'eth0', 'vrrp_instance.virtual_router_id': '51', 'vrrp_instance.priority': '100', 'vrrp_instance.advert_int': '1',
  'vrrp_instance.virtual_ipaddress': '192.0.2.10/24', 'vrrp_instance.authentication.auth_pass': 'secret', vrrp_instance: 'VI_1', vrrp_script: 'chk_service',
  'vrrp_script.script': '/usr/local/bin/check', 'vrrp_script.interval': '2', 'vrrp_script.fall': '2', 'vrrp_script.rise': '2', vrrp_sync_group: 'VG_1',
  'vrrp_sync_group.group': 'VI_1', virtual_server: '192.0.2.10', 'virtual_server.delay_loop': '6', 'virtual_server.real_server': '192.0.2.21',
  'virtual_server.real_server.weight': '1', 'virtual_server.real_server.HTTP_GET.url.path': '/', 'virtual_server.real_server.SSL_GET.url.path': '/',
  'virtual_server.real_server.HTTP_GET.url.status_code': '200', 'virtual_server.real_server.SSL_GET.url.status_code': '200', 'global_defs.router_id': 'lb1',
  'vrrp_track_process.process': 'nginx', vrrp_track_process: 'track_nginx', bfd_instance: 'BFD_1', 'bfd_instance.neighbor_ip': '192.0.2.2', 'bfd_instance.source_ip': '192.0.2.1',
  'vrrp_instance.unicast_peer': '192.0.2.2', 'vrrp_instance.track_interface': 'eth0', 'vrrp_instance.track_script': 'chk_service',
  track_file: 'file_1', vrrp_track_file: 'file_1', 'track_file.file': '/run/keepalived/file_1', 'vrrp_track_file.file': '/run/keepalived/file_1', track_group: 'TG_1', 'track_group.group': 'VI_1',
};

/** The port of services, where the keyword takes one after its address. */
const withPort = new Set(['virtual_server', 'virtual_server.real_server']);

/** Writes placeholders in the order in which they are visited. */
class Writer {
  readonly #eol = '\n';
  #next = 1;
  #text = '';

  line(depth: number, text: string): void {
    this.#text += `${this.#text === '' ? '' : this.#eol}${'\t'.repeat(depth)}${text}`;
  }

  placeholder(text: string): string {
    return `\${${this.#next++}:${escape(text)}}`;
  }

  choice(words: readonly string[]): string {
    return `\${${this.#next++}|${words.map((word) => word.replace(/[\\$},|]/g, '\\$&')).join(',')}|}`;
  }

  get text(): string {
    return this.#text;
  }
}

function escape(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** A block (or list) with what it must hold, as a snippet of the protocol; undefined for a plain directive. */
export function blockSnippet(keyword: Keyword): string | undefined {
  if (keyword.kind === 'directive') return undefined;
  const writer = new Writer();
  write(writer, keyword, 0);
  return writer.text;
}

function write(writer: Writer, keyword: Keyword, depth: number): void {
  const path = keyword.path;
  const words = [keyword.name, ...argumentsOf(writer, keyword, keyword.signature)];
  if (keyword.kind === 'directive') {
    writer.line(depth, words.join(' '));
    return;
  }
  writer.line(depth, `${words.join(' ')} {`);
  if (keyword.kind === 'list') {
    writer.line(depth + 1, writer.placeholder(samples[path] ?? samples[`vrrp_instance.${keyword.name}`] ?? ''));
  } else {
    const context = bodyContext(keyword);
    const inner = bodyOf(context);
    for (const each of inner) write(writer, each, depth + 1);
    if (inner.length === 0) writer.line(depth + 1, '$0');
  }
  writer.line(depth, '}');
}

function bodyOf(context: string): readonly Keyword[] {
  const names = Object.hasOwn(usual, context) ? (usual[context] ?? []) : [];
  const given = names.flatMap((name) => lookup(context, name) ?? []);
  return [...given, ...requiredOf(context).filter((keyword) => !given.includes(keyword))];
}

function argumentsOf(writer: Writer, keyword: Keyword, part: Part): string[] {
  switch (part.kind) {
    case 'sequence': return part.parts.flatMap((each) => argumentsOf(writer, keyword, each));
    case 'literal': return [part.text];
    case 'enum': return [writer.choice(part.values.filter((each) => each.deprecated === undefined).map((each) => each.text))];
    case 'choice': return part.parts[0] ? argumentsOf(writer, keyword, part.parts[0]) : [];
    case 'repeat': return argumentsOf(writer, keyword, part.part);
    case 'value': return [writer.placeholder(samples[keyword.path] ?? (part.type === 'port' ? '80' : part.min !== undefined ? String(part.min) : part.name))];
    case 'optional': return withPort.has(keyword.path) && part.part.kind === 'value' ? [writer.placeholder('80')] : [];
    default: return [];
  }
}
