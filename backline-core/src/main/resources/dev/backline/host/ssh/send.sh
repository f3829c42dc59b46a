# Prints a file, and its digest on standard error. Standard input: "ID", then lines of shell that set file up to a line with ID.
IFS=" " read -r id || exit 255
setup=
while IFS= read -r line; do
  [ "$line" = "$id" ] && break
  setup="$setup$line
"
done
eval "$setup"
echo "$id begun" >&2
[ -f "$file" ] || { echo "$id missing" >&2; exit 1; }
cat -- "$file" || exit 1
digest=$(sha256sum <"$file") || exit 1
echo "$id ${digest%% *}" >&2
