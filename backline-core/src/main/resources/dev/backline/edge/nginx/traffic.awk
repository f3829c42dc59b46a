# Sums up the access log by release: which release a slot held is told by when it began to serve.
# Variables: since and now in epoch seconds; begins, slots: the starts of releases in their order and the slots they were in.
# Prints for each release (its number in that order, 0 for none): number, requests, 4xx, 5xx, by the edge, by the app,
# maintenance, aborted, the longest in seconds, and BUCKET:COUNT for each bucket of latency. Then for each of its routes, at
# most 100 and one for all others: "route", that number, method, path, requests, failed, and its buckets. The rule for the name
# of a route is in docs/edge-protocol.md.
function route_of(line,    method, path, parts, n, i, name) {
  if (!match(line, /"method":"[A-Z]+","path":"\//)) return "* *"
  method = substr(line, RSTART + 10, RLENGTH - 21)
  if (length(method) > 10) return "* *"
  path = substr(line, RSTART + RLENGTH)
  sub(/".$/, "", path)
  n = split(path, parts, "/")
  for (i = 1; i <= n && i <= 6; i++)
    name = name "/" (parts[i] ~ /^[A-Za-z._~-]*$/ && length(parts[i]) <= 24 ? parts[i] : "*")
  return method " " (n == 0 ? "/" : name) (n > 6 ? "/**" : "")
}
BEGIN {
  FS = "[:,]"
  n = split(begins, begin, " ")
  split(slots, slot, " ")
  width = log(1.19)
}
/^{"time":[0-9.]+,"slot":"[a-z]*","refused":"[a-z]*","status":[0-9]+,"seconds":[0-9.]+,/ {
  if ($2 < since || $2 > now + 60) next
  status = $8 + 0
  seconds = $10 + 0
  is = $4
  gsub(/"/, "", is)
  r = 0
  if (is == "blue" || is == "green") {
    for (i = n; i > 0; i--) {
      if (slot[i] != is) continue
      r = i
      if (begin[i] <= $2 - seconds) break
    }
  }
  requests[r]++
  route = route_of($0)
  if (!((r, route) in asked) && ++routes[r] > 100) route = "* *"
  asked[r, route] += 0
  lost = 0
  if (status == 499) aborted[r]++
  else if (status >= 500) {
    server[r]++
    if ((status >= 502 && status <= 504) && $0 !~ /"upstreamHeader":"[^"]*[0-9]"/) {
      edge[r]++
      lost = 1
      if ($6 == "\"maintenance\"") {
        maintenance[r]++
        lost = -1
      }
    } else {
      app[r]++
      lost = 1
    }
  } else if (status >= 400) client[r]++
  if (lost >= 0) asked[r, route]++
  if (lost == 1) failed[r, route]++
  if (status == 101) next
  if (seconds > longest[r]) longest[r] = seconds
  bucket = seconds <= 0.001 ? 0 : int(log(seconds * 1000) / width + 0.999999)
  count[r, bucket]++
  if (lost >= 0) times[r, route, bucket]++
  if (bucket > last) last = bucket
}
END {
  for (r in requests) {
    line = r " " requests[r] + 0 " " client[r] + 0 " " server[r] + 0 " " edge[r] + 0 " " app[r] + 0 " " maintenance[r] + 0 " " aborted[r] + 0 " " longest[r] + 0
    for (b = 0; b <= last; b++) if (count[r, b]) line = line " " b ":" count[r, b]
    print line
  }
  for (key in asked) {
    if (!asked[key]) continue
    split(key, part, SUBSEP)
    line = "route " part[1] " " part[2] " " asked[key] " " failed[key] + 0
    for (b = 0; b <= last; b++) if ((key, b) in times) line = line " " b ":" times[key, b]
    print line
  }
}
