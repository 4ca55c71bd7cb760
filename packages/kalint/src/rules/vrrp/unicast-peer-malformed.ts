import { isKnown, type Item } from '@kaconf/semantics';
import type { Edit } from '../../diagnostic.ts';
import { isPlain } from '../../vrrp/certain-edits.ts';
import { instancesOf } from '../../vrrp/instances.ts';
import { addressPieces, isAddress, isAddressList } from '../../vrrp/owned-mismatches.ts';
import { reportedFrom } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

/** One address per line, nothing else: no commas, no names, no prefix. */
export default defineRule({
  id: 'vrrp/unicast-peer-malformed',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'unicast_peer holds one IP address per line.',
  details: 'keepalived rejects a peer that is no address (host names, `10.0.0.1,`), and reads only the first word of a line as one. An instance that has no valid peer left falls back to multicast. A `/prefix` behind the address is cut off silently.',
  messages: {
    list: '"{text}" is a list; unicast_peer takes one address per line. keepalived refuses {refused}.',
    name: '"{text}" is no IP address; unicast_peer takes no host names. keepalived skips this peer.',
    prefix: 'A peer has no prefix length; keepalived cuts "/{prefix}" off.',
    split: 'Write one address per line',
    cut: 'Delete "/{prefix}"',
  },
  needs: ['unicast_peer'],
  keepalived: 'sometimes',
  fixable: 'safe',
  *check(configuration, context) {
    for (const instance of instancesOf(configuration)) {
      for (const item of instance.block.directives.flatMap((each) => (each.isBlock() && each.name === 'unicast_peer' ? each.items : []))) {
        if (isBareAddress(item)) continue;
        const word = item.words[0];
        if (!word || item.words.some((each) => each.dynamic)) continue;
        const { path } = item.document;
        const texts = item.words.map((each) => each.text);
        const addresses = addressPieces(texts);
        const text = texts.join(' ');
        const reported = reportedFrom(context.target, isAddress(word.text) ? 2_001_000 : 1_002_010, item.line);
        if (isAddressList(texts)) {
          const edits = split(item, addresses);
          const refused = isAddress(word.text) ? `"${item.words[1]?.text ?? ''}"` : `"${word.text}"`;
          yield { at: item, message: 'list', data: { text, refused }, reported, ...(edits ? { fix: { title: 'split', safe: true, edits } } : {}) };
        } else if (!isAddress(word.text)) {
          yield { at: { document: item.document, range: word }, message: 'name', data: { text: word.text }, reported };
        } else {
          const value = item.args['value'];
          const prefix = word.text.includes('/') ? word.text.slice(word.text.indexOf('/') + 1) : undefined;
          if (prefix === undefined || !value || !('kind' in value) || !isKnown(value)) continue;
          const start = word.end - prefix.length - 1;
          const edits = isPlain(item) ? [{ path, start, end: word.end, text: '' }] : undefined;
          yield { at: { document: item.document, range: word }, message: 'prefix', data: { prefix }, severity: 'warning', ...(edits ? { fix: { title: 'cut', data: { prefix }, safe: true, edits } } : {}) };
        }
      }
    }
  },
});

/** As nearly all are: nothing is wrong with it. */
function isBareAddress({ texts }: Item): boolean {
  const [word] = texts;
  return texts.length === 1 && word !== undefined && !/[,;/]/.test(word.text) && isAddress(word.text);
}

/** Each address on a line of its own, indented as the first. */
function split(item: Item, addresses: readonly string[]): readonly Edit[] | undefined {
  if (!isPlain(item)) return undefined;
  const { text, path } = item.document;
  const lineStart = text.lastIndexOf('\n', item.range.start - 1) + 1;
  const indent = text.slice(lineStart, item.range.start);
  if (indent.trim() !== '') return undefined;
  return [{ path, start: item.range.start, end: item.range.end, text: addresses.join(`\n${indent}`) }];
}
