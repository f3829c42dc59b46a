# Keeps the access log small. It is emptied in place, which nginx (O_APPEND) goes on with, since a worker may not be allowed to
# make a file there; lines of the moment in between may be lost. Arguments: the folder, the most bytes.
cd "$1" || exit 1
exec 8>>lock && flock -w 5 8 || exit 1
[ -e access.log ] && [ "$(wc -c <access.log)" -gt "$2" ] || exit 0
umask 077
tail -c "$2" access.log >access.log.1.new && : >access.log && mv -f access.log.1.new access.log.1
