# Is a host: boots it from its disk and stays as long as standard input lasts, which ends with the JVM that holds its other end.
# Starts what Debian's init would start for run level 2, so that what is enabled comes back after a reboot and nothing else.
set -eu
lower=$1 disk=$2 folder=$3 name=$4 address=$5 gateway=$6 group=$7 user=$8 key=$9

# --- its disk, above the root file system that all hosts share -------------------------------------------------------------
mkdir -p "$folder/disk" "$folder/root"
mount -o loop "$disk" "$folder/disk"
mkdir -p "$folder"/disk/{upper,work,docker,containerd}
mount -t overlay overlay -o "lowerdir=$lower,upperdir=$folder/disk/upper,workdir=$folder/disk/work" "$folder/root"
cd "$folder/root"
# An engine's own layers can't lie on an overlay.
mkdir -p var/lib/docker var/lib/containerd
mount --bind "$folder/disk/docker" var/lib/docker
mount --bind "$folder/disk/containerd" var/lib/containerd

# --- what a kernel would mount, and what udev would make -------------------------------------------------------------------
mount -t proc proc proc
mount --rbind /sys sys
mount -t tmpfs -o mode=0755 run run
mkdir -m 1777 run/lock
mount -t tmpfs -o mode=0755 dev dev
mkdir dev/pts dev/shm
mount -t devpts -o newinstance,ptmxmode=0666,mode=0620,gid=5 devpts dev/pts
mount -t tmpfs -o mode=1777 shm dev/shm
mknod -m 0666 dev/null c 1 3
mknod -m 0666 dev/zero c 1 5
mknod -m 0666 dev/full c 1 7
mknod -m 0666 dev/random c 1 8
mknod -m 0666 dev/urandom c 1 9
mknod -m 0666 dev/tty c 5 0
ln -s pts/ptmx dev/ptmx
ln -s /proc/self/fd dev/fd
ln -s /proc/self/fd/0 dev/stdin
ln -s /proc/self/fd/1 dev/stdout
ln -s /proc/self/fd/2 dev/stderr

# --- from here on nothing of the machine's files is in reach ---------------------------------------------------------------
mkdir -p mnt
pivot_root . mnt
umount --lazy /mnt
cd /
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root
unset -v DOCKER_HOST DOCKER_CONFIG

# --- its network; the line comes when the cable is plugged in --------------------------------------------------------------
read -r _
hostname "$name"
printf '%s\n' "$name" >/etc/hostname
printf '127.0.0.1 localhost\n%s %s\n' "$address" "$name" >/etc/hosts
ip link set lo up
ip address add "$address/24" dev eth0
ip link set eth0 up
ip route add default via "$gateway"

# --- its users and services ------------------------------------------------------------------------------------------------
for kind in ed25519 ecdsa; do
  [[ -e /etc/ssh/ssh_host_${kind}_key ]] || ssh-keygen -q -t "$kind" -N '' -C "$name" -f "/etc/ssh/ssh_host_${kind}_key"
done
if [[ ! -e /home/$user/.ssh/authorized_keys ]]; then
  install -d -m 0700 -o "$user" -g "$user" "/home/$user/.ssh"
  printf '%s\n' "$key" | install -m 0600 -o "$user" -g "$user" /dev/stdin "/home/$user/.ssh/authorized_keys"
fi
# The control groups are this machine's; by this name they are found and removed.
grep -q cgroup-parent /etc/default/docker || printf 'DOCKER_OPTS="--cgroup-parent=%s"\n' "$group" >>/etc/default/docker
exec 3<&0 </dev/null
for service in /etc/rc2.d/S*; do
  "$service" start 3<&- || printf '%s does not start\n' "$service"
done
printf 'booted\n'
exec cat <&3 >/dev/null
