/** Configurations of any length, such as a large installation has them. */

/** An LVS director: one block of some 40 lines per virtual server, after a short head. */
export function lvsConfiguration(lines: number): string {
  const parts = [
    `global_defs {
    router_id LVS_BENCH
    enable_script_security
    script_user root
}
`,
  ];
  for (let count = 7, index = 0; ; index++) {
    const block = virtualServer(index);
    count += block.split('\n').length;
    // Whole blocks only: the file is sound, and a little shorter than asked for.
    if (count > lines + 10) break;
    parts.push(block);
  }
  return parts.join('\n');
}

function virtualServer(index: number): string {
  const port = 1024 + (index % 60_000);
  const host = (offset: number): string => `10.${(index >> 8) & 255}.${index & 255}.${offset}`;
  const realServer = (offset: number): string => `    real_server ${host(offset)} ${port} {
        weight ${1 + (offset % 9)}
        TCP_CHECK {
            connect_port ${port}
            connect_timeout 3
            retry 3
            delay_before_retry 3
        }
    }
`;
  return `virtual_server 192.0.${(index >> 8) & 255}.${index & 255} ${port} { # service ${index}
    delay_loop 6
    lvs_sched wrr
    lvs_method NAT
    persistence_timeout 50
    protocol TCP
${realServer(1)}${realServer(2)}${realServer(3)}}
`;
}
