#!/usr/bin/env bash
# One cluster of real daemons in network namespaces of its own; nothing leaves them, and all is taken down at the end,
# also when whoever drives it goes away: network, daemons and DIRECTORY.
#   lab.sh PREFIX DIRECTORY KEEPALIVED NODE...
# DIRECTORY holds NODE.conf for each node and `network` with lines "NODE DEVICE ADDRESS/LENGTH". Commands come on
# standard input, one per line; each is answered with one line that starts with "done" or "failed".
set -u
prefix=$1 dir=$2 program=$3
shift 3
nodes=("$@")
declare -A pid=()

space() { echo "$prefix-$1"; }
devices() { awk -v n="$1" '$1 == n { print $2 }' "$dir/network"; }

build() {
  ip netns add "$(space hub)" || return 1
  local node device address
  for device in $(awk '{ print $2 }' "$dir/network" | sort -u); do
    ip -n "$(space hub)" link add "b$device" type bridge mcast_snooping 0 && ip -n "$(space hub)" link set "b$device" up || return 1
  done
  for node in "${nodes[@]}"; do
    # No wait for duplicate IPv6 addresses: it would be counted as a fault of the node.
    ip netns add "$(space "$node")" && mkdir -p "$dir/run-$node" &&
      ip netns exec "$(space "$node")" sh -c 'for each in all default; do echo 0 >/proc/sys/net/ipv6/conf/$each/accept_dad; done' && ip -n "$(space "$node")" link set lo up || return 1
  done
  while read -r node device address; do
    ip link add "$device" netns "$(space "$node")" type veth peer name "$node$device" netns "$(space hub)" &&
      ip -n "$(space hub)" link set "$node$device" master "b$device" up &&
      ip -n "$(space "$node")" addr add "$address" dev "$device" &&
      ip -n "$(space "$node")" link set "$device" up || return 1
  done <"$dir/network"
}

# Starts a daemon; with a gate it waits until the gate is opened, so that several can begin at the same moment.
start() {
  local run=$dir/run-$1
  # A private /run, since the daemon keeps lock files there; niced up, so that a busy machine does not look like a dead peer.
  ip netns exec "$(space "$1")" sh -c '
    gate=$1 ready=$2
    shift 2
    mount -t tmpfs none /run
    [ -z "$gate" ] || { : >"$ready"; cat "$gate"; }
    exec nice -n -15 "$@"' sh "${2:-}" "$run/ready" "$program" -n -l -D -G -P -f "$dir/$1.conf" -p "$run/main.pid" -r "$run/vrrp.pid" >>"$dir/$1.log" 2>&1 </dev/null &
  pid[$1]=$!
  disown "$!"
}

start_all() {
  local node
  mkfifo "$dir/gate" || return 1
  for node in "${nodes[@]}"; do start "$node" "$dir/gate"; done
  for node in "${nodes[@]}"; do until [ -e "$dir/run-$node/ready" ]; do sleep 0.02; done; done
  sleep 0.3
  : >"$dir/gate"
}

gone() {
  local round
  for round in $(seq 1 200); do
    kill -0 "$1" 2>/dev/null || return 0
    sleep 0.02
  done
  kill -KILL "$1" 2>/dev/null
}

# A process that has not become the daemon yet is this shell itself and would take the signal for its own.
settled() {
  local round
  for round in $(seq 1 100); do
    [ -f "$dir/run-$1/vrrp.pid" ] && return 0
    sleep 0.02
  done
}

stop() {
  [ -n "${pid[$1]:-}" ] || return 0
  settled "$1"
  kill -TERM "${pid[$1]}" 2>/dev/null
  gone "${pid[$1]}"
  pid[$1]=
}

# Without power: the child dies before the parent, so that it cannot say good-bye, and the kernel forgets the addresses.
kill_node() {
  local file address device node
  [ -n "${pid[$1]:-}" ] || return 0
  settled "$1"
  for file in vrrp main; do
    [ -f "$dir/run-$1/$file.pid" ] && kill -KILL "$(cat "$dir/run-$1/$file.pid")" 2>/dev/null
  done
  kill -KILL "${pid[$1]}" 2>/dev/null
  gone "${pid[$1]}"
  pid[$1]=
  rm -f "$dir/run-$1"/*.pid
  while read -r node device address; do
    [ "$node" = "$1" ] || continue
    ip -n "$(space "$1")" -4 addr flush dev "$device"
    ip -n "$(space "$1")" -6 addr flush dev "$device" scope global 2>/dev/null
    ip -n "$(space "$1")" addr add "$address" dev "$device"
  done <"$dir/network"
}

holders() {
  local node line=
  for node in "${nodes[@]}"; do
    line="$line $node=$(ip -n "$(space "$node")" -o addr show 2>/dev/null | awk '{ split($4, a, "/"); printf "%s%s", sep, a[1]; sep = "," }')"
  done
  echo "done$line"
}

remove() {
  trap - EXIT
  local node
  for node in "${nodes[@]}"; do [ -n "${pid[$node]:-}" ] && kill_node "$node"; done
  for node in "${nodes[@]}" hub; do
    ip netns pids "$(space "$node")" 2>/dev/null | while read -r left; do kill -KILL "$left" 2>/dev/null; done
    ip netns del "$(space "$node")" 2>/dev/null
  done
  rm -rf "$dir"
}
trap remove EXIT
trap 'exit 130' INT TERM

while read -r command node argument value; do
  case $command in
    build) build 2>"$dir/build.log" ;;
    start-all) start_all ;;
    start) start "$node" ;;
    stop) stop "$node" ;;
    kill) kill_node "$node" ;;
    down | up) ip -n "$(space "$node")" link set "$argument" "$command" ;;
    pull) ip -n "$(space hub)" link set "$node$argument" down ;;
    plug) ip -n "$(space hub)" link set "$node$argument" up ;;
    cut) ip -n "$(space hub)" link set "$node$argument" nomaster ;; # the carrier stays
    heal) ip -n "$(space hub)" link set "$node$argument" master "b$argument" ;;
    write) echo "$value" >"$dir/$node-$argument" ;;
    touch) touch "$dir/$node-$argument" ;;
    remove) rm -f "$dir/$node-$argument" ;;
    holders) holders; continue ;;
    quit) break ;;
    *) false ;;
  esac && echo done || echo "failed $command"
done
