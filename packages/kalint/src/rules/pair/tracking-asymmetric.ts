import { wantedTracking, type Place, type Tracker, type VrrpInstance } from '@kaconf/semantics';
import { deviations, type Deviation } from '../../cluster/majority.ts';
import { headOf, namesOf } from '../../cluster/places.ts';
import { aliasesOf, otherTiming, shownTracker, trackerKey, type Aliases } from '../../cluster/tracker-text.ts';
import { defineRule } from '../../rule.ts';

/** A backup that does not check what the master checks takes over while its own service is dead. */
export default defineRule({
  id: 'pair/tracking-asymmetric',
  scope: 'cluster',
  severity: 'warning',
  tier: 1,
  summary: 'All nodes of a virtual router track the same things with the same weights.',
  details: [
    'A node that does not check its service takes over, or stays master, while the service is dead. With a positive weight on one node only, the comparison is skewed even while all is well: a node that does not get the bonus may never win.',
    'Compared are the kind, the name or command, and the weight of everything that acts on the instance, trackers of its sync group included. Interfaces may have other names on another node, so only their number and weights are compared. Trackers whose definition is missing do nothing and are reported for their file. A difference only in interval, timeout, fall and rise is reported as info.',
  ].join('\n\n'),
  messages: {
    default: '{instance} tracks {own} on {node}, but {expected} on {others}. A node that does not check the same things can be master while its service is dead. Track the same with the same weight on every node.',
    none: '{instance} tracks {expected} on {others}, but nothing on {node}. {node} takes over even while its own service is dead. Track the same on every node.',
    surplus: '{instance} tracks {own} on {node}, but nothing on {others}. A node that does not check can be master while its service is dead. Track the same on every node.',
    timing: '{instance} tracks script {script} with another {keyword} on {node} than on {others}: how fast a failure is noticed depends on the node.',
    otherTiming: 'Script {script} of {other}.',
    other: '{other} tracks {expected}.',
    otherNone: '{other} tracks nothing.',
  },
  keepalived: 'no',
  *check(cluster) {
    for (const { name, members } of cluster.instances) {
      const compared = members.filter(comparable);
      if (compared.every((member) => trackersOf(member).length === 0)) continue;
      const aliases = aliasesOf(compared.map(trackersOf));
      const different = deviations(compared, trackersOf, (trackers) => keyOf(trackers, aliases));
      for (const deviation of different) yield finding(name, deviation);
      const [first, ...others] = different.length > 0 ? [] : compared;
      for (const member of others) {
        const other = first && otherTiming(trackersOf(member), trackersOf(first), aliases);
        if (!other) continue;
        yield {
          at: timingPlace(other.tracker, other.keyword),
          message: 'timing',
          data: { instance: name, node: member.node.name, keyword: other.keyword, script: other.tracker.name, others: first.node.name },
          related: [{ at: timingPlace(other.twin, other.keyword), message: 'otherTiming', data: { other: first.node.name, script: other.twin.name } }],
          severity: 'info',
        };
      }
    }
  },
});

function finding(instance: string, { member, value, reference, first, expected, decided }: Deviation<readonly Tracker[]>) {
  // Of two nodes the one that tracks nothing is to be changed, whichever comes first.
  const swapped = !decided && value.length > 0 && expected.length === 0;
  const [at, own, others, theirs] = swapped ? [first, expected, [member], value] as const : [member, value, reference, expected] as const;
  const [other] = others;
  return {
    at: own[0]?.item ?? headOf(at),
    message: own.length === 0 ? ('none' as const) : theirs.length === 0 ? ('surplus' as const) : ('default' as const),
    data: { instance, node: at.node.name, own: text(own), others: namesOf(others), expected: text(theirs) },
    related: other ? [{ at: theirs[0]?.item ?? headOf(other), message: theirs.length === 0 ? ('otherNone' as const) : ('other' as const), data: { other: namesOf(others), expected: text(theirs) } }] : [],
  };
}

function timingPlace(tracker: Tracker, keyword: string): Place {
  return tracker.definition?.get(keyword) ?? tracker.definition ?? tracker.item;
}

/** Nothing is known to be missing: no unknown entry, and no entry whose definition is missing (that is the defect then). */
function comparable(member: VrrpInstance): boolean {
  const wanted = wantedTracking(member);
  return !wanted.unknown && !wanted.undefined && wanted.trackers.every((tracker) => tracker.weight !== undefined);
}

function trackersOf(member: VrrpInstance): readonly Tracker[] {
  return wantedTracking(member).trackers;
}

function keyOf(trackers: readonly Tracker[], aliases: Aliases): string {
  return trackers.map((tracker) => trackerKey(tracker, aliases)).sort().join('\n');
}

function text(trackers: readonly Tracker[]): string {
  return trackers.map(shownTracker).join(', ');
}
