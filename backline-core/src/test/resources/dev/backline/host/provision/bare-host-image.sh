# Makes the file system of a bare Debian in the folder $1, with a repository of the packages that provisioning may install: so
# tests install them for real, as often as they like, without a network. Once made it stays; $2 changes with this script.
set -e
exec 9>"$1.lock"
flock 9
[ "$(cat "$1/srv/version" 2>/dev/null)" != "$2" ] || exit 0
rm -rf "$1" "$1.new"
. /etc/os-release
mmdebstrap --quiet --variant=minbase --include=openssh-server,sudo,iproute2,nftables,procps \
  --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
  --customize-hook='chroot "$1" apt-get -qq -y --no-install-recommends --download-only install docker.io apparmor ca-certificates \
    docker-compose nginx ufw logrotate unattended-upgrades' \
  --customize-hook='mkdir "$1/srv/packages" && mv "$1"/var/cache/apt/archives/*.deb "$1/srv/packages/"' \
  "$VERSION_CODENAME" "$1.new"
(cd "$1.new/srv/packages" && dpkg-scanpackages . >Packages)
rm -rf "$1.new/etc/apt/sources.list" "$1.new/etc/apt/sources.list.d" "$1.new"/var/lib/apt/lists/*
echo 'deb [trusted=yes] file:/srv/packages ./' >"$1.new/etc/apt/sources.list"
# Where the tests run as a root that may not raise limits, the script in init.d must not fail by it.
mkdir -p "$1.new/etc/default"
echo 'ulimit() { :; }' >"$1.new/etc/default/docker"
echo "$2" >"$1.new/srv/version"
mv "$1.new" "$1"
