# Runs a registry, whose command line are the arguments, for as long as standard input lasts: that ends with the JVM which
# holds its other end. Then this script ends, and with it, as the first of its process namespace, all in there.
set -eu
exec 3<&0
"$@" 3<&- &
cat <&3 >/dev/null &
wait -n
