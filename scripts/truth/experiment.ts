import type { FailoverCluster, FailoverInstance, FailoverNode, Scenario, Tracker } from '../../packages/semantics/src/failover.ts';

/** A cluster, and what is done to it; the first scenario is the start. */
export interface Experiment {
  readonly name: string;
  readonly seed: number;
  readonly cluster: FailoverCluster;
  readonly scenarios: readonly Scenario[];
}

export const devices = ['eth0', 'eth1'] as const;

/** Where a lab keeps a file of a node; scripts test such files. */
export function labFile(directory: string, node: string, name: string): string {
  return `${directory}/${node}-${name}`;
}

/** The configuration of one node as keepalived reads it. */
export function render(node: FailoverNode, directory: string): string {
  const lines = ['global_defs {', '    script_user root', '    enable_script_security', '}', ''];
  for (const script of node.scripts) {
    lines.push(`vrrp_script ${script.name} {`, `    script "/usr/bin/test -f ${labFile(directory, node.name, script.name)}"`,
      `    interval ${script.interval ?? 1}`, '    timeout 3', `    fall ${script.fall ?? 1}`, `    rise ${script.rise ?? 1}`, '}', '');
  }
  for (const file of node.files) lines.push(`track_file ${file.name} {`, `    file ${labFile(directory, node.name, file.name)}`, '}', '');
  for (const group of node.syncGroups) {
    lines.push(`vrrp_sync_group ${group.name} {`, '    group {', ...group.members.map((member) => `        ${member}`), '    }');
    if (group.trackingWeight) lines.push('    sync_group_tracking_weight');
    lines.push(...trackerLines(group.trackers), '}', '');
  }
  for (const instance of node.instances) lines.push(...instanceLines(instance), '');
  return lines.join('\n');
}

function trackerLines(trackers: readonly Tracker[]): string[] {
  return (['script', 'file', 'interface'] as const).flatMap((kind) => {
    const list = trackers.filter((tracker) => tracker.kind === kind);
    if (list.length === 0) return [];
    const items = list.map((tracker) => `        ${tracker.name} weight ${tracker.weight ?? 0}${tracker.reverse === true ? ' reverse' : ''}`);
    return [`    track_${kind} {`, ...items, '    }'];
  });
}

function instanceLines(instance: FailoverInstance): string[] {
  const lines = [`vrrp_instance ${instance.name} {`, `    interface ${instance.interface ?? 'eth0'}`, `    virtual_router_id ${instance.vrid ?? 51}`];
  if (instance.state) lines.push(`    state ${instance.state}`);
  if (typeof instance.priority === 'number') lines.push(`    priority ${instance.priority}`);
  if (typeof instance.version === 'number') lines.push(`    version ${instance.version}`);
  lines.push(`    advert_int ${instance.advertInterval ?? 1}`);
  if (instance.downTimerAdverts !== 3) lines.push(`    down_timer_adverts ${instance.downTimerAdverts ?? 3}`);
  if (instance.nopreempt) lines.push('    nopreempt');
  if (instance.preemptDelay) lines.push(`    preempt_delay ${instance.preemptDelay}`);
  if (instance.dontTrackPrimary) lines.push('    dont_track_primary');
  if (instance.lowerPrioNoAdvert) lines.push('    lower_prio_no_advert');
  const { transport, authentication } = instance;
  if (transport?.kind === 'unicast') {
    if (transport.checkSource) lines.push('    check_unicast_src');
    lines.push(`    unicast_src_ip ${instance.sourceAddress ?? ''}`, '    unicast_peer {', ...(transport.peers ?? []).map((peer) => `        ${peer}`), '    }');
  } else if (transport?.group) lines.push(`    mcast_dst_ip ${transport.group}`);
  if (authentication) lines.push('    authentication {', `        auth_type ${authentication.type ?? 'PASS'}`, `        auth_pass ${authentication.password ?? ''}`, '    }');
  lines.push(...trackerLines(instance.trackers));
  const other = instance.addressDevices[0];
  lines.push('    virtual_ipaddress {', ...(instance.vips ?? []).map((vip, at) => `        ${vip}${vip.includes(':') ? '/64' : '/24'}${at === 1 && other !== undefined ? ` dev ${other}` : ''}`), '    }', '}');
  return lines;
}
