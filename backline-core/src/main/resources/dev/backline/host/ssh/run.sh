# Runs one command and sees to it that nothing of it outlives the connection. Read whole by /bin/sh -c; it may hold no
# single quote and no backslash, since it passes through whatever shell the user has.
# Standard input: "ID SECONDS BYTES", then lines of shell that set variables, directory and arguments up to a line with ID, then
# BYTES of input for the program, the last of which are ID again, so that a cut is noticed. What follows is only its end: that
# is the order, or the loss of the connection, to end everything.
exec 3<&0
unset CDPATH
IFS=" " read -r id limit bytes || exit 255
setup=
while IFS= read -r line; do
  [ "$line" = "$id" ] && break
  setup="$setup$line
"
  line=
done
[ "$line" = "$id" ] || exit 255
input=
if [ "$bytes" -gt 0 ]; then
  input=$(head -c "$bytes")
  case "$input" in *"$id") input=${input%"$id"} ;; *) exit 255 ;; esac
fi
echo "$id begun" >&2
start() {
  eval "$setup"
  [ -x /usr/bin/setsid ] && [ -x /usr/bin/timeout ] || { echo "$id tools" >&2; exit 127; }
  command -v -- "$1" >/dev/null 2>&1 || { echo "$id program" >&2; exit 127; }
  BACKLINE_COMMAND=$id
  export BACKLINE_COMMAND
  exec /usr/bin/setsid /usr/bin/timeout --kill-after=5 "$limit" "$@" 3<&-
}
if [ "$bytes" -gt 0 ]; then
  printf %s "$input" | start &
else
  start </dev/null &
fi
leader=$!
input=
setup=
exec </dev/null
# The group of the program, and whatever left the group but not its environment.
marked() { grep -lsz "^BACKLINE_COMMAND=$id" /proc/[0-9]*/environ; }
left() { kill -0 "$leader" || kill -0 -- "-$leader" || [ "$(marked)" ]; }
signal() {
  kill -s "$1" -- "-$leader"
  kill -s "$1" "$leader"
  for process in $(marked); do
    process=${process#/proc/}
    kill -s "$1" "${process%/environ}"
  done
}
end() {
  trap "" TERM
  signal TERM
  n=0
  while left && [ "$n" -lt 20 ]; do sleep 0.1; n=$((n + 1)); done
  n=0
  while left && [ "$n" -lt 50 ]; do signal KILL; sleep 0.1; n=$((n + 1)); done
}
{
  while read -r line; do :; done
  end
} <&3 >/dev/null 2>&1 &
watch=$!
exec 3<&- >/dev/null 2>&1
wait "$leader"
status=$?
kill "$watch"
wait "$watch"
exit "$status"
