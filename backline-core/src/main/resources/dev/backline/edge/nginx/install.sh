# Puts a configuration in the place of the old one and has nginx load it. If nginx does not take it, the old one is put back.
# Arguments: the folder, the file that includes it, the pid of nginx or 0 if none runs, whether somebody else
# has changed what is in place (it is kept aside), then nginx as it is called there.
# Standard input: the configuration. Ends with 90 if nginx refused what was there before, with 91 if it refuses the new one,
# with 92 if it does not load it; what nginx said is printed.
folder=$1
include=$2
pid=$3
edited=$4
shift 4
cd "$folder" || exit 1
exec 8>>lock && flock -w 30 8 || exit 1
# Left by a call that was cut off: what it put in place was never seen to work.
[ ! -e edge.conf.before ] || mv -f edge.conf.before edge.conf || exit 1
umask 022
cat >edge.conf.new && sync edge.conf.new || exit 1
if [ "$edited" = yes ]; then
  cp -p edge.conf "edge.conf.edited-$(date +%Y%m%dT%H%M%S)" || exit 1
else
  said=$("$@" -t 2>&1 8>&-) || { printf "%s\n" "$said"; rm -f edge.conf.new; exit 90; }
fi
if [ -e edge.conf ]; then cp -p edge.conf edge.conf.before; else : >edge.conf.before; fi && sync edge.conf.before || exit 1
included=
[ ! -e "$include" ] || included=yes
back() { mv -f edge.conf.before edge.conf; [ "$included" ] || rm -f "$include"; }
mv -f edge.conf.new edge.conf || exit 1
if [ ! "$included" ]; then
  # A pattern, since nginx takes it as none where the folder is gone, and others are served by the same nginx.
  echo "include $folder/edge.con[f];" >"$include.new" && mv -f "$include.new" "$include" || { back; exit 1; }
fi
sync .
said=$("$@" -t 2>&1 8>&-) || { printf "%s\n" "$said"; back; exit 91; }
[ "$pid" -gt 0 ] || exit 0
# Workers of before accept connections until they are told to end, which is after the new ones are there.
before=$(grep -ls "^PPid:[[:space:]]*$pid$" /proc/[0-9]*/status | cut -d / -f 3)
said=$("$@" -s reload 2>&1 8>&-) || { printf "%s\n" "$said"; back; exit 92; }
n=0
for worker in $before; do
  while grep -aqzs "^nginx: worker process$" "/proc/$worker/cmdline"; do
    n=$((n + 1))
    if [ "$n" -gt 200 ]; then
      echo "its workers did not change within 10 s: it kept its old configuration; its error log tells why"
      back
      exit 92
    fi
    sleep 0.05
  done
done
exit 0
