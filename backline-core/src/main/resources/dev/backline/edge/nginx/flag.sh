# Sets or takes away a flag that nginx looks at. Arguments: the folder, the flag, on or off.
cd "$1" || exit 1
umask 022
if [ "$3" = on ]; then : >"$2"; else rm -f "$2"; fi && sync .
