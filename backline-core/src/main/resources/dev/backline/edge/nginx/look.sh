# What there is of an edge: one line for each thing that is so. Changes nothing.
# Arguments: its folder, the file that includes it, then the command that prints the pid of nginx.
folder=$1
include=$2
shift 2
pid=$("$@" 2>/dev/null) && [ "${pid:-0}" -gt 0 ] 2>/dev/null &&
  grep -aqs "^nginx: master" "/proc/$pid/cmdline" && echo "pid $pid"
[ ! -e "$include" ] || echo included
for flag in live green maintenance; do
  [ ! -e "$folder/$flag" ] || echo "$flag"
done
[ ! -e "$folder/edge.conf.before" ] || echo unfinished
if [ -s "$folder/edge.conf" ]; then
  digest=$(head -n 1 "$folder/edge.conf" | grep -x "# digest [0-9a-f]\{64\}" | cut -c 10-)
  echo "digest ${digest:-none}"
  [ "$(sed "s/${digest:-none}/@DIGEST@/g" "$folder/edge.conf" | sha256sum | cut -c -64)" = "${digest:-none}" ] || echo edited
fi
[ ! -e "$folder/access.log" ] || [ "$(wc -c <"$folder/access.log")" -le 33554432 ] || echo long
[ ! -e "$folder/../fence" ] || echo "fence $(cat "$folder/../fence")"
[ ! -e "$folder/state.json" ] || echo "state $(cat "$folder/state.json")"
echo "now $(date +%s%3N)"
