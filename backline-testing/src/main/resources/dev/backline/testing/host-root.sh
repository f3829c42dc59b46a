# Finishes the root file system ($1) of hosts that tests make: a user ($2), nothing that two hosts may not share, and the packages
# ($3 and following) that can be installed there without a network.
set -eu
chroot "$1" useradd --create-home --shell /bin/bash "$2"
printf '%s ALL=(ALL) NOPASSWD: ALL\n' "$2" >"$1/etc/sudoers.d/$2"
chmod 0440 "$1/etc/sudoers.d/$2"
rm -f "$1"/etc/ssh/ssh_host_*
# The packages' own page would answer on port 80 before anybody has said what should.
rm -f "$1/etc/nginx/sites-enabled/default"
# Where the machine itself may not open as many files, as in a container, the script would give up.
if [[ -e $1/etc/init.d/docker ]]; then
  sed -i 's/^\(\s*ulimit -[nup] [a-z0-9]*\)$/\1 || true/' "$1/etc/init.d/docker"
else
  printf 'ulimit() { :; }\n' >"$1/etc/default/docker"
fi
# Control groups are there: the script would mount more of them, and this machine would keep those.
printf 'cgroup /sys/fs/cgroup cgroup noauto 0 0\n' >"$1/etc/fstab"
if (($# > 2)); then
  chroot "$1" apt-get -qq update
  chroot "$1" apt-get -qq -y --no-install-recommends --download-only install "${@:3}"
  mkdir "$1/srv/packages"
  mv "$1"/var/cache/apt/archives/*.deb "$1/srv/packages/"
  (cd "$1/srv/packages" && dpkg-scanpackages . >Packages)
  rm -rf "$1/etc/apt/sources.list" "$1/etc/apt/sources.list.d" "$1"/var/lib/apt/lists/*
  printf 'deb [trusted=yes] file:/srv/packages ./\n' >"$1/etc/apt/sources.list"
fi
