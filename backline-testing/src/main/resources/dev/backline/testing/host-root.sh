# Finishes the root file system ($1) of hosts that tests make: a user ($2), and nothing that two hosts may not share.
set -eu
chroot "$1" useradd --create-home --shell /bin/bash "$2"
printf '%s ALL=(ALL) NOPASSWD: ALL\n' "$2" >"$1/etc/sudoers.d/$2"
chmod 0440 "$1/etc/sudoers.d/$2"
rm -f "$1"/etc/ssh/ssh_host_*
# The packages' own page would answer on port 80 before anybody has said what should.
rm -f "$1/etc/nginx/sites-enabled/default"
# Where the machine itself may not open as many files, as in a container, the script would give up.
sed -i 's/^\(\s*ulimit -[nup] [a-z0-9]*\)$/\1 || true/' "$1/etc/init.d/docker"
# Control groups are there: the script would mount more of them, and this machine would keep those.
printf 'cgroup /sys/fs/cgroup cgroup noauto 0 0\n' >"$1/etc/fstab"
