/** How often keywords are used in practice: per block, the usual ones first. What is missing here is rare. */
const use: Readonly<Record<string, string>> = {
  '': 'vrrp_instance global_defs vrrp_script virtual_server vrrp_sync_group bfd_instance virtual_server_group track_file static_ipaddress static_routes vrrp_track_process garp_group include',
  bfd_instance: 'neighbor_ip min_rx min_tx source_ip idle_tx max_hops multiplier',
  garp_group: 'interfaces garp_interval gna_interval',
  global_defs: 'router_id notification_email_from notification_email smtp_server smtp_connect_timeout enable_script_security script_user vrrp_garp_master_delay vrrp_garp_master_repeat vrrp_garp_master_refresh vrrp_garp_master_refresh_repeat vrrp_mcast_group4 vrrp_strict vrrp_version vrrp_garp_interval vrrp_skip_check_adv_addr dynamic_interfaces max_auto_priority smtp_alert vrrp_gna_interval enable_dbus lvs_sync_daemon',
  track_file: 'file weight init_file',
  virtual_server: 'delay_loop lb_algo lb_kind protocol real_server persistence_timeout sorry_server alpha quorum virtualhost hysteresis inhibit_on_failure omega quorum_up delay_before_retry ha_suspend quorum_down retry',
  'virtual_server.real_server': 'weight TCP_CHECK HTTP_GET inhibit_on_failure SSL_GET MISC_CHECK FILE_CHECK PING_CHECK UDP_CHECK DNS_CHECK SMTP_CHECK lvs_method notify_down notify_up',
  'virtual_server.real_server.DNS_CHECK': 'type name connect_ip connect_port',
  'virtual_server.real_server.HTTP_GET': 'url connect_timeout retry delay_before_retry connect_port connect_ip',
  'virtual_server.real_server.HTTP_GET.url': 'path status_code digest',
  'virtual_server.real_server.MISC_CHECK': 'misc_path misc_timeout retry',
  'virtual_server.real_server.SMTP_CHECK': 'helo_name connect_timeout retry',
  'virtual_server.real_server.SSL_GET': 'url connect_timeout retry delay_before_retry connect_port',
  'virtual_server.real_server.SSL_GET.url': 'path status_code digest',
  'virtual_server.real_server.TCP_CHECK': 'connect_timeout connect_port retry delay_before_retry bindto connect_ip',
  'virtual_server.real_server.UDP_CHECK': 'connect_port retry',
  vrrp_instance: 'state interface virtual_router_id priority virtual_ipaddress advert_int authentication track_script unicast_src_ip unicast_peer track_interface notify_master notify_backup notify_fault nopreempt garp_master_delay smtp_alert notify version dont_track_primary use_vmac virtual_routes notify_stop mcast_src_ip track_file preempt_delay virtual_ipaddress_excluded track_bfd accept track_process virtual_rules',
  'vrrp_instance.authentication': 'auth_type auth_pass',
  vrrp_script: 'script interval weight fall rise timeout user init_fail',
  vrrp_sync_group: 'group notify_master notify_backup notify_fault notify track_script track_interface track_file notify_stop',
  vrrp_track_process: 'process weight quorum delay',
};

const ranks = new Map<string, ReadonlyMap<string, number>>();

/** Place of a keyword in its block's order of use; the higher the rarer. */
export function rankOf(context: string, name: string): number {
  let known = ranks.get(context);
  if (!known) {
    known = new Map((Object.hasOwn(use, context) ? (use[context] ?? '') : '').split(' ').map((word, index) => [word, index]));
    ranks.set(context, known);
  }
  return known.get(name) ?? 500;
}
