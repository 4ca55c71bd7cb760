import { reportedFrom } from '../../reported.ts';
import { certainRemoval } from '../../vrrp/certain-edits.ts';
import { defineRule } from '../../rule.ts';

/** A list of nobody. */
export default defineRule({
  id: 'global/empty-notification-email',
  scope: 'configuration',
  severity: 'warning',
  tier: 2,
  summary: 'notification_email lists at least one recipient.',
  details: 'From 1.4.4 on keepalived reports an empty `notification_email` block, and the config test fails. Without recipients no mail is sent; leave the block out if that is meant.',
  messages: {
    default: 'This notification_email lists no recipient; keepalived reports the empty block and sends no mail.',
    remove: 'Delete the block',
  },
  needs: ['global_defs'],
  keepalived: 'yes',
  fixable: 'safe',
  *check(configuration, context) {
    for (const globals of configuration.blocks('global_defs')) {
      for (const list of globals.blocks('notification_email')) {
        if (list.items.length > 0 || list.open === undefined || !list.close) continue;
        const comment = /[#!]/.test(list.document.text.slice(list.open.end, list.close.start));
        const edit = comment || !configuration.complete ? undefined : certainRemoval(list);
        yield { at: list, message: 'default', reported: reportedFrom(context.target, 1_004_004, list.endLine), ...(edit ? { fix: { title: 'remove', safe: true, edits: [edit] } } : {}) };
      }
    }
  },
});
