# Ends what install.sh began. Arguments: the folder, keep or back, the pid of nginx or 0, then nginx as it is called there.
folder=$1
which=$2
pid=$3
shift 3
cd "$folder" || exit 1
exec 8>>lock && flock -w 30 8 || exit 1
[ -e edge.conf.before ] || exit 0
if [ "$which" = keep ]; then
  rm -f edge.conf.before && sync .
  exit
fi
mv -f edge.conf.before edge.conf && sync . || exit 1
[ "$pid" -gt 0 ] || exit 0
"$@" -t 8>&- && "$@" -s reload 8>&-
