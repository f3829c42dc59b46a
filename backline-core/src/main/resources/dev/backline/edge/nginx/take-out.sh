# Writes the edge's state and has nginx listen for it no longer. Arguments: the folder, the file that includes it, the pid of
# nginx or 0, then nginx as it is called there. Standard input: the state.
# Ends with 90 if nginx refuses its configuration, whoever broke it; then it serves on.
folder=$1
include=$2
pid=$3
shift 3
cd "$folder" || exit 1
exec 8>>lock && flock -w 30 8 || exit 1
umask 022
cat >state.json.new && sync state.json.new && mv -f state.json.new state.json || exit 1
[ -e "$include" ] || exit 0
mv -f "$include" "$include.before" || exit 1
[ "$pid" -gt 0 ] || { rm -f "$include.before"; exit 0; }
said=$("$@" -t 2>&1 8>&-) || { printf "%s\n" "$said"; mv -f "$include.before" "$include"; exit 90; }
"$@" -s reload 8>&- && rm -f "$include.before"
