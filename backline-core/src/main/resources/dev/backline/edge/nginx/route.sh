# Writes the edge's state and makes a slot the serving one: each step leaves nginx with the old slot or the new one.
# Arguments: the folder; blue, green or none. Standard input: the state.
cd "$1" || exit 1
umask 022
cat >state.json.new && sync state.json.new && mv -f state.json.new state.json || exit 1
case "$2" in
  green) : >green && : >live ;;
  blue) : >live && rm -f green ;;
  none) rm -f live && rm -f green ;;
  *) exit 1 ;;
esac && sync .
