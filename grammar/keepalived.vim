" Syntax of keepalived.conf for Vim. Generated from grammar/ by `npm run generate`.
if exists('b:current_syntax') | finish | endif
let s:saved = &cpoptions
set cpoptions&vim
syntax case match
syntax iskeyword @,48-57,_,-,192-255

" A keyword begins a line or follows a brace; a condition may stand before it.
syntax match keepalivedStart /\%(^\|[{}]\)\s*\%(@\^\=[^ \t{}]\+\s\+\)\=\zs[A-Za-z_][A-Za-z0-9_-]*/ contains=keepalivedBlock,keepalivedDirective,keepalivedOld
syntax keyword keepalivedBlock contained BFD_CHECK DNS_CHECK FILE_CHECK HTTP_GET MISC_CHECK PING_CHECK SMTP_CHECK SSL
syntax keyword keepalivedBlock contained SSL_GET TCP_CHECK UDP_CHECK auth_hmac authentication bfd_instance garp_group global_defs
syntax keyword keepalivedBlock contained group interface_up_down_delays interfaces linkbeat_interfaces notification_email real_server static_ipaddress static_routes
syntax keyword keepalivedBlock contained static_rules track_bfd track_file track_group track_interface track_process track_script unicast_peer
syntax keyword keepalivedBlock contained url virtual_ipaddress virtual_ipaddress_excluded virtual_routes virtual_rules virtual_server virtual_server_group vrrp_instance
syntax keyword keepalivedBlock contained vrrp_script vrrp_sync_group vrrp_track_process
syntax keyword keepalivedDirective contained accept active_key advert_int alpha anti_replay auth_pass auth_type bfd_cpu_affinity
syntax keyword keepalivedDirective contained bfd_no_swap bfd_priority bfd_process_name bfd_rlimit_rttime bfd_rt_priority bind_if bind_port bindto
syntax keyword keepalivedDirective contained ca certificate check_unicast_src checker checker_cpu_affinity checker_log_all_failures checker_no_swap checker_priority
syntax keyword keepalivedDirective contained checker_process_name checker_rlimit_rttime checker_rt_priority child_wait_time config_save_dir connect_ip connect_port connect_timeout
syntax keyword keepalivedDirective contained data_use_instance dbus_no_interface_name dbus_service_name debug default_interface delay delay_before_retry delay_loop
syntax keyword keepalivedDirective contained digest disable_local_igmp dont_track_primary down_timer_adverts dynamic_interfaces enable_dbus enable_script_security enable_sni
syntax keyword keepalivedDirective contained enable_snmp_checker enable_snmp_rfc enable_snmp_rfcv2 enable_snmp_rfcv3 enable_snmp_vrrp enable_traps fall fast_recovery
syntax keyword keepalivedDirective contained fifo_write_vrrp_states_on_reload file flag-1 flag-2 flag-3 fork_delay full_command fwmark
syntax keyword keepalivedDirective contained garp_extra_if garp_interval garp_lower_prio_delay garp_lower_prio_repeat garp_master_delay garp_master_refresh garp_master_refresh_repeat garp_master_repeat
syntax keyword keepalivedDirective contained gna_interval ha_suspend hashed helo_name higher_prio_send_advert hoplimit http_protocol hysteresis
syntax keyword keepalivedDirective contained idle_tx include include_check includea includeb includem includer includew
syntax keyword keepalivedDirective contained inhibit_on_failure init_fail init_file instance interface interval ip_family iproute_etc_dir
syntax keyword keepalivedDirective contained iproute_usr_dir json_dump_file json_version kernel_rx_buf_size key lb_algo lb_kind linkbeat_use_polling
syntax keyword keepalivedDirective contained log_all_failures log_unknown_vrids lower_prio_no_advert lthreshold lvs_flush lvs_flush_on_stop lvs_method lvs_netlink_cmd_rcv_bufs
syntax keyword keepalivedDirective contained lvs_netlink_cmd_rcv_bufs_force lvs_netlink_monitor_rcv_bufs lvs_netlink_monitor_rcv_bufs_force lvs_notify_fifo lvs_notify_fifo_script lvs_sched lvs_sync_daemon lvs_timeouts
syntax keyword keepalivedDirective contained max_auto_priority max_hops max_reply_length mcast_dst_ip mcast_src_ip mh-fallback mh-port min_auto_priority_delay
syntax keyword keepalivedDirective contained min_reply_length min_rx min_tx misc_dynamic misc_path misc_timeout mode multihop
syntax keyword keepalivedDirective contained multiplier name namespace_with_ipsets neighbor_ip neighbour_ip net_namespace net_namespace_ipvs nftables
syntax keyword keepalivedDirective contained nftables_counters nftables_ifindex nftables_ipvs nftables_ipvs_priority nftables_ipvs_start_fwmark nftables_priority no_accept no_checker_emails
syntax keyword keepalivedDirective contained no_email_faults no_virtual_ipaddress nopreempt notification_email_from notify notify_backup notify_deleted notify_down
syntax keyword keepalivedDirective contained notify_fault notify_fifo notify_fifo_script notify_master notify_master_rx_lower_pri notify_priority_changes notify_stop notify_up
syntax keyword keepalivedDirective contained old_unicast_checksum omega ops owner_ignore_adverts param_match passive password path
syntax keyword keepalivedDirective contained payload persistence_engine persistence_granularity persistence_timeout preempt preempt_delay priority process
syntax keyword keepalivedDirective contained process_monitor_rcv_bufs process_monitor_rcv_bufs_force process_name process_names promote_secondaries protocol quorum quorum_down
syntax keyword keepalivedDirective contained quorum_max quorum_up random_seed regex regex_max_offset regex_min_offset regex_no_match regex_options
syntax keyword keepalivedDirective contained regex_stack reload_check_config reload_file reload_repeat reload_time_file require_reply retry rise
syntax keyword keepalivedDirective contained router_id rs_init_notifies script script_user sh-fallback sh-port shutdown_script shutdown_script_timeout
syntax keyword keepalivedDirective contained skip_check_adv_addr smtp_alert smtp_alert_checker smtp_alert_vrrp smtp_connect_timeout smtp_helo_name smtp_server snmp_name
syntax keyword keepalivedDirective contained snmp_rs_stats_update_interval snmp_socket snmp_vs_stats_update_interval sorry_server sorry_server_inhibit sorry_server_lvs_method source_ip startup_script
syntax keyword keepalivedDirective contained startup_script_timeout state state_dump_file stats_dump_file status_code strict_mode sync_group_tracking_weight terminate_delay
syntax keyword keepalivedDirective contained time_window timeout timer_expired_backup tls_compliant tmp_config_directory track_src_ip ttl type
syntax keyword keepalivedDirective contained umask unicast_fault_no_peer unicast_src_ip unicast_ttl use_ipvlan use_pid_dir use_symlink_paths use_vmac
syntax keyword keepalivedDirective contained use_vmac_addr user uthreshold v3_checksum_as_v2 version virtual_router_id virtualhost vmac_addr_prefix
syntax keyword keepalivedDirective contained vmac_prefix vmac_xmit_base vrf vrrp vrrp_check_unicast_src vrrp_cpu_affinity vrrp_delay_after_boot vrrp_down_timer_adverts
syntax keyword keepalivedDirective contained vrrp_garp_extra_if vrrp_garp_interval vrrp_garp_lower_prio_delay vrrp_garp_lower_prio_repeat vrrp_garp_master_delay vrrp_garp_master_refresh vrrp_garp_master_refresh_repeat vrrp_garp_master_repeat
syntax keyword keepalivedDirective contained vrrp_gna_interval vrrp_higher_prio_send_advert vrrp_ipsets vrrp_iptables vrrp_lower_prio_no_advert vrrp_mcast_group4 vrrp_mcast_group6 vrrp_min_garp
syntax keyword keepalivedDirective contained vrrp_netlink_cmd_rcv_bufs vrrp_netlink_cmd_rcv_bufs_force vrrp_netlink_monitor_rcv_bufs vrrp_netlink_monitor_rcv_bufs_force vrrp_no_swap vrrp_notify_fifo vrrp_notify_fifo_script vrrp_notify_priority_changes
syntax keyword keepalivedDirective contained vrrp_owner_ignore_adverts vrrp_priority vrrp_process_name vrrp_rlimit_rttime vrrp_rt_priority vrrp_rx_bufs_multiplier vrrp_rx_bufs_policy vrrp_skip_check_adv_addr
syntax keyword keepalivedDirective contained vrrp_startup_delay vrrp_strict vrrp_version warmup weight
syntax keyword keepalivedOld contained CI-LINUX bfd_rlimit_rtime checker_rlimit_rtime enable_snmp_keepalived global_tracking host lvs_flush_onstop lvs_id
syntax keyword keepalivedOld contained lvs_process_name lvs_sync_daemon_interface nat_mask native_ipv6 nb_get_retry plugin_dir real_group real_server_group
syntax keyword keepalivedOld contained sync_instance thread_timer_expired vmac_garp_intvl vrrp_rlimit_rtime vrrp_track_file vrrp_vmac_garp_intvl
" Behind another word the same letters are an option or a value.
syntax match keepalivedArgument /\%([^ \t{}]\s\+\)\@60<=[A-Za-z_][A-Za-z0-9_-]*/ contains=keepalivedOption,keepalivedValue
syntax keyword keepalivedOption contained add advmss append as autojoin bridge congctl csum
syntax keyword keepalivedOption contained cwnd dev dport dsfield dst encap expires fastopen_no_cookie
syntax keyword keepalivedOption contained features flags from fwmark goto group home hoplimit
syntax keyword keepalivedOption contained id iif ila initcwnd initrwnd inst ip ip6
syntax keyword keepalivedOption contained ipproto l3mdev label lock lookup max_ttl maxlen metric
syntax keyword keepalivedOption contained min_ttl mngtmpaddr mpls mtu name netlink_notify_msg nexthop no_track
syntax keyword keepalivedOption contained nocsum nop noprefixroute not oif onlink order overwrite
syntax keyword keepalivedOption contained peer port pref preference preferred_lft prepend priority private
syntax keyword keepalivedOption contained protocol quickack realms remcsum reordering rto_min rtt rttvar
syntax keyword keepalivedOption contained scope sport src ssthresh sup_group sup_pl suppress_ifgroup suppress_prefixlength
syntax keyword keepalivedOption contained table tc tcp tcpfin to tos track_group ttl
syntax keyword keepalivedOption contained ttl-propagate tunnel-id type udp uidrange use_vmac vepa via
syntax keyword keepalivedOption contained vrf weight window
syntax keyword keepalivedValue contained A AAAA ADVERT AH BACKUP CNAME DNSKEY DR
syntax keyword keepalivedValue contained ETHTOOL IOCTL IRGRP IROTH IRUSR IRWXG IRWXO IRWXU
syntax keyword keepalivedValue contained IWGRP IWOTH IWUSR IXGRP IXOTH IXUSR MASTER MII
syntax keyword keepalivedValue contained MTU MX NAT NS PASS RRSIG SCTP SOA
syntax keyword keepalivedValue contained TCP TUN TXT UDP VS all allow_empty_class allow_if_changes
syntax keyword keepalivedValue contained alt_bsux alt_circumflex alt_verbnames any anycast auto_callout babel bird
syntax keyword keepalivedValue contained blackhole boot brace_match brd broadcast caseless default default6
syntax keyword keepalivedValue contained dh dhcp disabled dnrouted dollar_endonly dotall dupnames ecn
syntax keyword keepalivedValue contained enabled enforce extended false firstline fo forever gated
syntax keyword keepalivedValue contained global gre gue high host inet inet6 initial
syntax keyword keepalivedValue contained ipip kernel lblc lblcr lc link local low
syntax keyword keepalivedValue contained main match match_unset_backref medium mh monotonic mrt multicast
syntax keyword keepalivedValue contained multiline nat never never_backslash_c never_ucp never_utf no no_auto_capture
syntax keyword keepalivedValue contained no_auto_possess no_dotstar_anchor no_start_optimize none noreverse nowhere nq ntk
syntax keyword keepalivedValue contained off on ovf partial permissive prohibit ra read
syntax keyword keepalivedValue contained receive-only redirect reverse rr sed sh site static
syntax keyword keepalivedValue contained throw time true twos ucp ungreedy unicast unreachable
syntax keyword keepalivedValue contained use_offset_limit utf wildcard_match wlc wrr xorp xresolve yes
syntax keyword keepalivedValue contained zebra

syntax match keepalivedNumber /\%(^\|[ \t{]\)\@1<=[+-]\=\%(0[xX]\x\+\|\d\+\%(\.\d*\)\=\)\ze\%([ \t{}#!]\|$\)/
syntax match keepalivedAddress /\%(^\|[ \t{]\)\@1<=\d\{1,3}\%(\.\d\{1,3}\)\{3}\%([\/-][0-9.]\+\)\=\ze\%([ \t{}#!]\|$\)/
syntax match keepalivedAddress /\%(^\|[ \t{]\)\@1<=\x*:[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*\%([\/-][0-9A-Fa-f:.]\+\)\=\ze\%([ \t{}#!]\|$\)/
syntax match keepalivedVariable /\$\%({[A-Za-z_]\w*[^}]*}\|[A-Za-z_]\w*\)/
syntax match keepalivedCondition /\%(^\|[{}]\)\@1<=\s*@\^\=[^ \t{}]\+/
syntax match keepalivedGenerator /\~\%(SEQx\=\|LST\)([^)]*)/
syntax region keepalivedString start=/"/ skip=/\\./ end=/"\|$/ oneline contains=keepalivedVariable
syntax match keepalivedComment /\\\@1<![#!].*$/ contains=@Spell,keepalivedTodo
syntax keyword keepalivedTodo contained FIXME XXX

highlight default link keepalivedBlock Structure
highlight default link keepalivedDirective Keyword
highlight default link keepalivedOld WarningMsg
highlight default link keepalivedOption Type
highlight default link keepalivedValue Constant
highlight default link keepalivedNumber Number
highlight default link keepalivedAddress Special
highlight default link keepalivedVariable Identifier
highlight default link keepalivedCondition PreCondit
highlight default link keepalivedGenerator PreProc
highlight default link keepalivedString String
highlight default link keepalivedComment Comment
highlight default link keepalivedTodo Todo

let b:current_syntax = 'keepalived'
let &cpoptions = s:saved
unlet s:saved
