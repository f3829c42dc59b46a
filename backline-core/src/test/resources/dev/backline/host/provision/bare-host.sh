# The first process of a bare host, in namespaces of its own: mounts its file system over the image $1 in the folder $2, waits for
# its network card, gives it the address $3, lets in the key in the file $4, and becomes sshd. What it writes is kept in memory.
set -e
mount -t tmpfs tmpfs "$2"
root=$2/root
mkdir "$2/upper" "$2/work" "$root"
key=$(cat "$4")
mount -t overlay overlay -o "lowerdir=$1,upperdir=$2/upper,workdir=$2/work" "$root"
mount -t proc proc "$root/proc"
mount -t sysfs sysfs "$root/sys"
mount --rbind /sys/fs/cgroup "$root/sys/fs/cgroup"
mount -t tmpfs -o mode=755 tmpfs "$root/run"
mount -t tmpfs -o mode=755 tmpfs "$root/dev"
for device in null zero full random urandom tty; do
  touch "$root/dev/$device"
  mount --bind "/dev/$device" "$root/dev/$device"
done
mkdir "$root/dev/pts" "$root/dev/shm" "$root/run/sshd" "$root/run/lock"
mount -t devpts -o newinstance,ptmxmode=666 devpts "$root/dev/pts"
ln -s pts/ptmx "$root/dev/ptmx"
ln -s /proc/self/fd "$root/dev/fd"
# The engine keeps its layers on a file system of its own, since overlays can't be stacked as it does.
mkdir -p "$root/var/lib/docker"
mount -t tmpfs tmpfs "$root/var/lib/docker"
hostname bare
ip link set lo up
until ip link show eth0 >/dev/null 2>&1; do sleep 0.05; done
ip addr add "$3/30" dev eth0
ip link set eth0 up
chroot "$root" sh -s "$key" <<'END'
set -e
mkdir -p -m 700 /root/.ssh
echo "$1" >/root/.ssh/authorized_keys
for user in anna bob; do
  useradd --create-home --shell /bin/bash "$user"
  install -d -m 700 -o "$user" -g "$user" "/home/$user/.ssh"
  install -m 600 -o "$user" -g "$user" /root/.ssh/authorized_keys "/home/$user/.ssh/authorized_keys"
done
echo 'anna ALL=(ALL:ALL) NOPASSWD: ALL' >/etc/sudoers.d/anna
END
exec chroot "$root" /usr/sbin/sshd -D -e
