import { l10n, type Location } from 'vscode';
import { brokenPart, explanationPhrase, faultPhrase } from './phrases.ts';
import type { ClusterPicture, FaultPicture, OutcomePicture, PlaceNumber, RouterPicture, Severity } from './picture.ts';
import type { Failover, FailoverInstance, Place, Topology, TopologyCluster, Verdict } from './requests.ts';

/** Pictures of clusters, and where the numbers in them lead. */
export interface Pictures {
  readonly clusters: readonly ClusterPicture[];
  readonly active: number;
  readonly places: readonly Location[];
}

/** Puts what the server says into the form that is drawn. */
export function makePictures(shape: Topology | null, failover: Failover | null, toLocation: (place: Place) => Location): Pictures {
  const places: Location[] = [];
  const number = (place: Place): PlaceNumber => places.push(toLocation(place)) - 1;
  const clusters = (shape?.clusters ?? []).map((cluster) => pictureOf(cluster, failover?.clusters.find((each) => each.name === cluster.name)?.instances ?? [], number));
  return { clusters, active: shape?.active ?? -1, places };
}

function pictureOf(cluster: TopologyCluster, played: readonly FailoverInstance[], number: (place: Place) => PlaceNumber): ClusterPicture {
  const members = cluster.instances.flatMap(({ key, members: all }) => all.map((member) => ({
    node: member.node, router: key, name: member.name, priority: member.priority === null ? '?' : String(member.priority), state: member.state ?? '', place: number(member.place),
  })));
  return {
    name: cluster.name,
    nodes: cluster.nodes.map(({ name, place }) => ({ name, place: number(place), members: members.filter((member) => member.node === name) })),
    routers: cluster.instances.map(({ key, vrid, addresses }): RouterPicture => {
      const found = played.find((each) => each.key === key);
      return {
        key, addresses,
        detail: vrid === null ? '' : l10n.t('virtual router {0}', vrid),
        masters: found?.healthy ?? undefined,
        note: found ? noteOf(found) : '',
        severity: found && worst(found.verdicts),
        place: members.find(({ router }) => router === key)?.place,
      };
    }),
    services: cluster.services.map(({ name, scheduler, method, servers, place }) => ({ name, servers, detail: [scheduler, method].filter((part) => part !== null).join(' · '), place: number(place) })),
    faults: faultsOf(played),
  };
}

/** What is to be said of an instance while all is well. */
function noteOf({ healthy, startOrder, missing, verdicts }: FailoverInstance): string {
  if (startOrder) return l10n.t('The priorities are equal: who is started first is master.');
  if (healthy === null) return missing.length === 0 ? '' : l10n.t('Not known: {0}', missing.join(', '));
  return verdicts.map(({ rule }) => rule).join(', ');
}

/** The same fault touches several instances: it is one row. */
function faultsOf(played: readonly FailoverInstance[]): readonly FaultPicture[] {
  const rows = new Map<string, FaultPicture & { readonly outcomes: OutcomePicture[] }>();
  for (const { key, faults: results } of played) {
    for (const { kind, faults, masters, takeoverSeconds, explanation, verdicts } of results) {
      const id = JSON.stringify([kind, faults]);
      let row = rows.get(id);
      if (!row) {
        const broken = faults.map((fault) => ({ node: fault.node, what: brokenPart(fault), dead: fault.type === 'node_down' || fault.type === 'daemon_stop' }));
        row = { id, phrase: faultPhrase(kind, faults), broken, outcomes: [] };
        rows.set(id, row);
      }
      row.outcomes.push({
        router: key,
        masters: masters ?? undefined,
        after: takeoverSeconds === null ? '' : l10n.t('{0} s', takeoverSeconds.toFixed(1)),
        why: explanationPhrase(explanation),
        verdicts: verdicts.map(({ rule }) => rule),
        severity: worst(verdicts),
      });
    }
  }
  return [...rows.values()];
}

function worst(verdicts: readonly Verdict[]): Severity | undefined {
  return (['error', 'warning', 'info'] as const).find((severity) => verdicts.some((verdict) => verdict.severity === severity));
}
