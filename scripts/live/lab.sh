#!/usr/bin/env bash
# lab.sh KEEPALIVED: a place of its own (mount and network namespace, throw-away root) in which keepalived's config test
# judges files. Standard input: first the lines `interface NAME`, `script PATH`, `user NAME`, `host NAME`, then `go`, then
# one absolute path of a file per line. For each file: `exit N`, the messages, `end`.
set -u
export KEEPALIVED=$1
exec unshare --mount --net bash -c '
mount -t tmpfs none /run || exit 99
mkdir /run/upper /run/work /run/root
mount -t overlay overlay -o lowerdir=/,upperdir=/run/upper,workdir=/run/work /run/root || exit 99
root=/run/root
mount --rbind /proc $root/proc; mount --rbind /dev $root/dev; mount --rbind /sys $root/sys; mkdir -p $root/run
ip link set lo up
echo 0 >/proc/sys/net/ipv6/conf/default/accept_dad 2>/dev/null
echo 0 >/proc/sys/net/ipv6/conf/all/accept_dad 2>/dev/null
n=0
while read -r kind name; do
  case $kind in
    go) break ;;
    interface)
      [ "$name" = lo ] && continue
      n=$((n + 1))
      ip link add "$name" type veth peer name "peer$n" 2>/dev/null || continue
      ip link set "peer$n" up; ip link set "$name" up; ip addr add 198.18.$((n % 250)).1/24 dev "$name" ;;
    script)
      [ -e "$root$name" ] && continue
      mkdir -p "$root$(dirname "$name")" && printf "#!/bin/sh\nexit 0\n" >"$root$name" && chmod 755 "$root$name" ;;
    user)
      # All are root by another name: 2.2.5 to 2.2.7 end themselves when a script would run as somebody else.
      sed -i "/^$name:/d" $root/etc/passwd $root/etc/group
      echo "$name:x:0:0::/:/bin/sh" >>$root/etc/passwd; echo "$name:x:0:" >>$root/etc/group ;;
    host) echo "127.0.0.1 $name" >>$root/etc/hosts ;;
  esac
done >/dev/null 2>&1
echo ready
while read -r file; do
  rm -f $root/run/verdict
  folder=$(dirname "$file")
  ( cd "$root$folder" 2>/dev/null; timeout 10 chroot $root "$KEEPALIVED" --config-test=/run/verdict -i no-such-id -f "$file" ) >/dev/null 2>&1 </dev/null
  echo "exit $?"
  cat $root/run/verdict 2>/dev/null | tr -d "\0"
  echo
  echo end
done
'
