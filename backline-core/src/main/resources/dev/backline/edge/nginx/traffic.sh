# Sums up the access log. Arguments: seconds back from now, the starts of releases, their slots, the awk program.
# Standard output: "now SECONDS", then what the program prints. At most 64 MiB are read.
cd "$1" || exit 1
now=$(date +%s)
echo "now $now"
{
  [ ! -e access.log.1 ] || tail -c 33554432 access.log.1
  [ ! -e access.log ] || tail -c 33554432 access.log
} | LC_ALL=C awk -v since="$((now - $2))" -v now="$now" -v begins="$3" -v slots="$4" "$5"
