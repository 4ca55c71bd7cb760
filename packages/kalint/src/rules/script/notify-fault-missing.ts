import type { Block } from '@kaconf/semantics';
import { instancesOf } from '../../vrrp/instances.ts';
import { occurs } from '../../occurs.ts';
import { lineBelow } from '../../vrrp/certain-edits.ts';
import { defineRule } from '../../rule.ts';

/** A tracked failure leads to FAULT, not to BACKUP. */
export default defineRule({
  id: 'script/notify-fault-missing',
  scope: 'configuration',
  severity: 'warning',
  tier: 2,
  summary: 'Instances with notify_master and notify_backup also have notify_fault.',
  details: 'When the interface goes down or an unweighted check fails, the instance enters FAULT; `notify_backup` does not run then. What `notify_master` has started keeps running on the broken node. Give `notify_fault` the command of `notify_backup`, or use one `notify` for all states.',
  messages: {
    default: '{instance} has notify_master and notify_backup but no notify_fault: on a failure it enters FAULT, and neither of them runs. Add notify_fault.',
    insert: 'Add notify_fault with the command of notify_backup',
  },
  keepalived: 'no',
  fixable: 'suggestion',
  *check(configuration) {
    if (!configuration.complete || !occurs(configuration, 'notify_backup') || ['notify_fifo', 'vrrp_notify_fifo'].some((name) => configuration.global(name))) return;
    // A second block of the same name is skipped as a whole, and no instance.
    const instances = new Map<unknown, Block | undefined>(instancesOf(configuration).map(({ block, syncGroup }) => [block, syncGroup?.block as unknown as Block | undefined]));
    for (const block of [...configuration.blocksAt('vrrp_instance').filter((each) => instances.has(each)), ...configuration.blocksAt('vrrp_sync_group')]) {
      const outer = instances.get(block);
      const backup = block.get('notify_backup');
      if (!block.has('notify_master') || !backup || block.has('notify_fault') || block.has('notify') || outer?.has('notify_fault') || outer?.has('notify')) continue;
      if (configuration.factsOf('unknown-keyword').some((fact) => fact.keyword.startsWith('notify') && fact.document === block.document)) continue;
      const written = backup.document.text.slice(backup.range.start, backup.range.end);
      const edit = written.startsWith('notify_backup') ? lineBelow(backup, written.replace('notify_backup', 'notify_fault')) : undefined;
      yield {
        at: block,
        message: 'default',
        data: { instance: block.words[1]?.text ?? '' },
        ...(edit ? { suggestions: [{ title: 'insert', safe: false, edits: [edit] }] } : {}),
      };
    }
  },
});
