# Ends what is left of the command with this ID, and exits with 0 once nothing is.
read -r id || exit 255
marked() { grep -lsz "^BACKLINE_COMMAND=$id" /proc/[0-9]*/environ; }
signal() {
  for process in $(marked); do
    process=${process#/proc/}
    kill -s "$1" "${process%/environ}" 2>/dev/null
  done
}
signal TERM
n=0
while [ "$(marked)" ]; do
  [ "$n" -ge 20 ] && signal KILL
  [ "$n" -ge 70 ] && exit 1
  sleep 0.1
  n=$((n + 1))
done
