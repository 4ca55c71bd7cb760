import { parse } from '@kaconf/syntax';
import { known } from './value.ts';
import { readConfiguration } from './read-configuration.ts';
import { withoutTags } from './template.ts';
import { newest } from '@kaconf/schema';

const document = (text: string) => ({ path: 'keepalived.conf.j2', text, encoding: 'utf-8' as const, tree: parse(text) });

test('values of tags are unknown, what stands beside them is read', () => {
  const text = 'vrrp_instance {{ name }} {\n{% if master %}\n    state MASTER\n{% endif %}\n    priority {{ priority }}\n    virtual_router_id 51\n}\n';
  const masked = withoutTags(document(text), 'auto');
  expect(masked.template).toBe(true);
  expect(masked.text).toBe(text);
  expect(masked.tree.text).toHaveLength(text.length);
  const configuration = readConfiguration(masked, { target: newest });
  const [instance] = configuration.blocks('vrrp_instance');
  expect(known(instance?.get('virtual_router_id')?.args.value)).toBe(51);
  expect(instance?.get('priority')?.args.value.kind).toBe('dynamic');
  expect(configuration.facts).toEqual([]);
});

test('a file without tags is left alone', () => {
  const plain = { ...document('global_defs {\n}\n'), path: 'keepalived.conf' };
  expect(withoutTags(plain, 'auto')).toBe(plain);
});
