# Writes a file beside its place and moves it there once the sender has compared its digest.
# Standard input: "ID MODE BYTES", then lines of shell that set file and folder up to a line with ID, then the BYTES, then a line
# with ID if the digest that is printed here is right. If anything else comes, or nothing, the file stays as it was.
IFS=" " read -r id mode bytes || exit 255
setup=
while IFS= read -r line; do
  [ "$line" = "$id" ] && break
  setup="$setup$line
"
done
eval "$setup"
echo "$id begun" >&2
[ -d "$folder" ] || { echo "$id folder" >&2; exit 1; }
beside=$(mktemp -- "$folder/.backline-XXXXXXXX") || exit 1
gone() { rm -f -- "$beside"; }
trap gone EXIT
trap "exit 1" HUP INT PIPE TERM
head -c "$bytes" >"$beside" || exit 1
digest=$(sha256sum <"$beside") || exit 1
echo "${digest%% *}"
read -r answer
[ "$answer" = "$id" ] || exit 1
chmod -- "$mode" "$beside" && sync -- "$beside" && mv -f -T -- "$beside" "$file" && sync -- "$folder"
