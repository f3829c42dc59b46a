# Runs an engine, whose command line are the arguments, for as long as standard input lasts: that ends with the JVM which
# holds its other end. Then this script ends, and with it, as the first of its process namespace, all in there.
set -eu
# Where containerd keeps its sockets, whatever it is told, and the engine its state: not among those of the machine's own.
mkdir -p /run/containerd
mount -t tmpfs -o mode=0711 containerd /run/containerd
exec 3<&0
"$@" 3<&- &
cat <&3 >/dev/null &
wait -n
