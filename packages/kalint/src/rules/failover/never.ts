import { healthyPriority, remedy, wantedTracking, type Explanation, type FailoverCluster, type Fault, type Place, type Reason, type Tracker, type VrrpInstance } from '@kaconf/semantics';
import { arithmetic } from '../../cluster/arithmetic.ts';
import { brokenPart, judgedCluster } from '../../cluster/failover-analysis.ts';
import { offer } from '../../cluster/offer.ts';
import { placeOf } from '../../cluster/places.ts';
import { weightEdits } from '../../cluster/value-edits.ts';
import type { Edit } from '../../diagnostic.ts';
import { defineRule, type Finding } from '../../rule.ts';


type Message = 'weight' | 'priority' | 'together' | 'nopreempt' | 'owner' | 'group' | 'dropped' | 'stays' | 'rival' | 'tracked' | 'fix';

/** A tracker that cannot move the addresses: it exists because somebody expects that it does. */
export default defineRule({
  id: 'failover/never',
  scope: 'cluster',
  severity: 'error',
  tier: 1,
  summary: 'When something tracked fails on the master, another node takes over.',
  details: [
    'The rule plays the failure of everything that the master tracks and looks who is master afterwards. If it is the same node although another one is sound, the tracker has no effect. The message shows the sum: with priorities 150 and 100, a weight of -30 leaves 120, which is still more than 100.',
    'Other causes: equal sums (nobody preempts), `nopreempt` on the node that should take over (a lower priority never makes it preempt; only FAULT does), priority 255 (weights do not change it), and sync groups (weights of members are dropped, and the group moves only as a whole). A tracker without weight puts its node into FAULT and moves the addresses in any case.',
    'Where several small penalties are meant to work together, this is said as info.',
  ].join('\n\n'),
  messages: {
    weight: '{instance} stays on {node} when {tracker} fails there: {sum}. Use {weight} or {direction} so that {rival} takes over.',
    priority: '{instance} stays on {node} when {tracker} fails there: {sum}. No weight changes that with these priorities: bring them closer together, or track without weight, so that the failure puts {node} into FAULT.',
    together: '{instance} stays on {node} when only {tracker} fails there: {sum}. The checks of {node} move it only if {count} of them fail together. Use {weight} or {direction} if one is enough.',
    nopreempt: '{instance} stays on {node} when {tracker} fails there: {rival} has nopreempt and never takes over from a master that is only lowered. Remove the weight, so that the failure puts {node} into FAULT, or remove nopreempt.',
    owner: '{instance} stays on {node} when {tracker} fails there: weights do not change priority 255. Use a priority below 255 on {node}.',
    group: '{instance} stays on {node} when {tracker} fails there: its sync group moves only as a whole, and another member stays. Track it in the sync group instead of the instance.',
    dropped: '{instance} stays on {node} when {tracker} fails there: keepalived drops weighted trackers of sync group members. Track it in the sync group, or without weight.',
    stays: '{instance} stays on {node} when {tracker} fails there, though another node is sound: {sum}.',
    rival: '{rival} has {rivalSum}.',
    tracked: 'It is tracked here.',
    fix: 'Use {weight}',
  },
  keepalived: 'no',
  fixable: 'suggestion',
  *check(cluster) {
    const { heard: data, instances } = judgedCluster(cluster);
    const found = new Map<string, { finding: Finding<Message>; names: string[] }>();
    for (const { heard: analysis, members } of instances) {
      for (const result of analysis.faults) {
        const subject = result.kind === 'single' && result.verdicts.includes('failover/never') ? subjectOf(members, result.faults[0]) : undefined;
        if (!subject) continue;
        // One script with one weight may serve several instances; what would help is worked out once.
        const { arithmetic: sum, reason } = result.explanation;
        const at = placeOfCause(reason, subject);
        const key = JSON.stringify([subject.fault, sum, reason, at.document.path, at.range.start]);
        const known = found.get(key);
        if (known) {
          known.names.push(analysis.key);
          continue;
        }
        const finding = explain(data, analysis.key, members, subject, result.explanation);
        if (finding) found.set(key, { finding, names: [analysis.key] });
      }
    }
    for (const { finding, names } of found.values()) yield { ...finding, data: { ...finding.data, instance: names.join(', ') } };
  },
});

/** What failed where. */
interface Subject {
  readonly fault: Fault;
  readonly member: VrrpInstance;
  readonly tracker: Tracker;
}

function subjectOf(members: readonly VrrpInstance[], fault: Fault | undefined): Subject | undefined {
  const part = fault && brokenPart(fault);
  const member = members.find((each) => each.node.name === fault?.node);
  const tracker = member && part && wantedTracking(member).trackers.find((each) => each.kind === part.kind && each.name === part.name);
  return fault && member && tracker ? { fault, member, tracker } : undefined;
}

function explain(data: FailoverCluster, key: string, members: readonly VrrpInstance[], subject: Subject, { reason, arithmetic: sum }: Explanation): Finding<Message> | undefined {
  const { fault, member, tracker } = subject;
  const lowered = reason === 'priority' || reason === 'tie';
  // What a weighted file will hold is up to the program that writes it.
  if (tracker.kind === 'file' && tracker.weight !== 0 && lowered) return undefined;
  const rival = rivalOf(members, member);
  const values = { node: member.node.name, tracker: `${tracker.kind} ${tracker.name}`, sum, rival: rival?.node.name ?? '', rivalSum: sumOf(rival) };
  const at = placeOfCause(reason, subject);
  const related = rival ? [{ at: placeOf(rival.priority, rival), message: 'rival' as const, data: values }] : [];
  if (!lowered) return { at, message: messageFor[reason] ?? 'stays', data: values, related: [...related, { at: tracker.item, message: 'tracked', data: values }] };
  const { weight, together } = remedy(data, key, member.node.name, tracker, fault);
  const message = weight === undefined ? 'priority' : together === undefined ? 'weight' : 'together';
  return {
    at,
    message,
    data: { ...values, weight: `weight ${weight ?? ''}`, direction: (weight ?? 0) < 0 ? 'lower' : 'higher', count: together ?? 0 },
    related,
    ...(message === 'together' ? { severity: 'info' as const } : {}),
    ...(weight === undefined ? {} : offer<Message>('fix', everywhere(members, tracker, weight), false)),
  };
}

/** The weight has to be the same on every node: each place that gives it now is changed. */
function everywhere(members: readonly VrrpInstance[], { kind, name }: Tracker, weight: number): readonly Edit[] {
  const twins = members.flatMap((member) => wantedTracking(member).trackers.filter((each) => each.kind === kind && each.name === name));
  const edits = twins.flatMap((twin) => weightEdits(twin, weight) ?? []);
  return edits.filter((edit, index) => edits.findIndex((each) => each.path === edit.path && each.start === edit.start) === index);
}

const messageFor: Readonly<Partial<Record<Reason, Message>>> = { nopreempt: 'nopreempt', owner: 'owner', group: 'group', dropped: 'dropped' };

function placeOfCause(reason: Reason, { member, tracker }: Subject): Place {
  if (reason === 'owner') return member.priority.directive ? placeOf(member.priority, member) : placeOf(member.state, member);
  return reason === 'priority' || reason === 'tie' || reason === 'nopreempt' ? (tracker.weightAt ?? tracker.item) : tracker.item;
}

function rivalOf(members: readonly VrrpInstance[], member: VrrpInstance): VrrpInstance | undefined {
  return members.filter((each) => each !== member).sort((a, b) => (healthyPriority(b)?.value ?? 0) - (healthyPriority(a)?.value ?? 0))[0];
}

function sumOf(member: VrrpInstance | undefined): string {
  const priority = member && healthyPriority(member);
  return priority ? arithmetic(priority) : '?';
}
