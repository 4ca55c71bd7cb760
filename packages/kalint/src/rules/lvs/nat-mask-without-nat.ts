import { natMasks, otherMethod } from '../../lvs/nat-mask.ts';
import { defineRule } from '../../rule.ts';

/** A setting for NAT beside another forwarding method: the method was changed and the rest was not. */
export default defineRule({
  id: 'lvs/nat-mask-without-nat',
  scope: 'configuration',
  severity: 'error',
  tier: 1,
  summary: 'No `nat_mask` stands in a virtual server that forwards with DR or TUN.',
  details: [
    '`nat_mask` was a setting for NAT in the kernels of the nineties. Many copies of one old sample still carry it although their `lb_kind` was changed to DR, where it never had a meaning. keepalived dropped the keyword in 1.2.20; since then it is an unknown keyword.',
    'Delete the line. Then see whether the rest fits the method as well: with DR and TUN every real server has the virtual address on an interface of its own (such as `lo`) and does not answer ARP requests for it; with NAT the real servers reply through the director.',
  ].join('\n\n'),
  messages: {
    default: '{keyword} {mask} is a setting for NAT, but {server} forwards with {method}; keepalived 1.2.20 and later do not know the keyword. Delete the line; {needs}.',
    old: '{keyword} {mask} is a setting for NAT, but {server} forwards with {method}, so it has no effect. Delete the line; {needs}.',
    method: '{server} forwards with {method}.',
    remove: 'Delete {keyword}',
  },
  needs: ['fact:unknown-keyword', 'fact:keyword-version', 'nat_mask'],
  keepalived: 'sometimes',
  fixable: 'safe',
  *check(configuration) {
    for (const { at, keyword, mask, service, edit, reported } of natMasks(configuration)) {
      const other = service && otherMethod(service);
      if (!other) continue;
      const needs = other.method === 'DR' ? 'with DR each real server needs the virtual address on its lo interface instead' : 'with TUN each real server needs the virtual address on its tunnel interface instead';
      const data = { keyword, mask, server: other.name, method: other.method, needs };
      yield {
        at,
        message: configuration.target < 1_002_020 ? 'old' : 'default',
        data,
        reported,
        related: [{ at: other.at, message: 'method' }],
        ...(edit ? { fix: { title: 'remove', safe: true, edits: [edit] } } : {}),
      };
    }
  },
});
