# Starts nginx: by systemd where that runs and knows the unit, which also starts it again after a reboot.
# Arguments: the unit or nothing, then nginx as it is called there.
unit=$1
shift
if [ "$unit" ] && [ -d /run/systemd/system ] && systemctl cat "$unit" >/dev/null 2>&1; then
  exec systemctl enable --now "$unit"
fi
exec "$@"
