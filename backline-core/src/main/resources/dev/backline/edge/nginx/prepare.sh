# Makes the edge's folder. nginx's workers are another user: they have to get through it and the one above to the files in it,
# whose own modes keep them from the rest. Arguments: the folder, where logrotate
# looks for files or nothing, and what ours is to be called there, and the whole
# configuration of an nginx of our own or nothing. Standard input: the page for 503, which is written once.
folder=$1
umask 022
mkdir -p "$folder/pages" "$folder/acme" "$folder/conf.d" &&
  chmod o+x "$folder/.." "$folder" || exit 1
cd "$folder" || exit 1
[ -e pages/503.html ] || { cat >pages/503.html.new && mv -f pages/503.html.new pages/503.html; }
[ -e access.log ] || (umask 027 && : >access.log) || exit 1
# For the time when no Backline is there to do it.
if [ "$2" ] && [ -d "$2" ] && [ ! -e "$2/$3" ]; then
  printf "%s {\n  size 16M\n  rotate 1\n  nocompress\n  copytruncate\n  missingok\n}\n" "$folder/access.log" >"$2/$3"
fi
[ -z "$4" ] || { printf "%s\n" "$4" >nginx.conf.new && mv -f nginx.conf.new nginx.conf; }
