import { readConfiguration, walk, type SourceDocument } from '@kaconf/semantics';
import { newest } from '@kaconf/schema';
import type { Surroundings } from './lab.ts';

const isInterface = /^[A-Za-z][\w.@-]{0,14}$/;

/** Everything outside the file that a set of configurations names. */
export function surroundingsOf(documents: readonly SourceDocument[]): Surroundings {
  const result = { interfaces: new Set(['eth0', 'eth1']), scripts: new Set<string>(), users: new Set<string>(['keepalived_script']), hosts: new Set<string>() };
  for (const document of documents) {
    for (const entry of walk(readConfiguration(document, { target: newest }).directives)) {
      for (const argument of entry.match().args) {
        const text = entry.argumentWords[argument.word]?.text ?? '';
        if (argument.part.kind !== 'value' || argument.state !== 'known') continue;
        if (argument.part.type === 'interface' && isInterface.test(text)) result.interfaces.add(text);
        if (argument.part.type === 'user' && /^[a-z_][\w-]*$/.test(text)) result.users.add(text);
        if (argument.part.type === 'host' && /^[A-Za-z][\w.-]*$/.test(text)) result.hosts.add(text);
        const program = argument.part.type === 'script' ? /^['"]?(\/[\w./-]+)/.exec(text)?.[1] : argument.part.type === 'path' ? /^\/[\w./-]+$/.exec(text)?.[0] : undefined;
        if (program !== undefined && !program.endsWith('/')) result.scripts.add(program);
      }
    }
  }
  return result;
}
