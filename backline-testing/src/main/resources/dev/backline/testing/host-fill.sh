# Fills the disk of a host to the last block, without writing to it: big pieces first, then ever smaller ones.
set -eu
size=$(($(df --output=avail -B1 / | tail -n 1)))
piece=0
while ((size >= 1024)); do
  if fallocate --length "$size" "/var/full.$piece" 2>/dev/null; then
    piece=$((piece + 1))
  else
    rm -f "/var/full.$piece"
    size=$((size / 2))
  fi
done
