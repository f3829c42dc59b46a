package dev.backline.edge.nginx;

import dev.backline.runtime.Slot;
import java.util.ArrayList;
import java.util.List;

/**
 * An environment's configuration as nginx reads it, to be included in its {@code http} block.
 *
 * <p>Which slot serves isn't in it: nginx looks at each request whether a file is there. So a
 * switch loads nothing anew, closes no connection, and is one change of one file (decision
 * nginx-switch).
 */
record ConfigText(NginxConfig config) {

  /** The time between two answers of a stream or WebSocket, and the most that one lasts silent. */
  private static final String STREAM_IDLE = "1h";

  String text() {
    return SealedText.seal(String.join("\n", parts()));
  }

  private List<String> parts() {
    List<String> parts = new ArrayList<>();
    parts.add("# " + config.names().dotted() + ": written by Backline, and written anew by it.");
    for (Slot slot : Slot.values()) {
      parts.add(upstream(slot));
    }
    parts.add(filled(MAPS));
    parts.add(
        new ServerBlock(config, filled(ROUTING) + filled(LOCATIONS), filled(CHALLENGES)).text());
    return parts;
  }

  /**
   * Connections to the app are kept for 1 s: shorter than apps keep them (gunicorn 2 s, Node.js 5
   * s), so that none is used which the app is just closing; and a slot that isn't served any more
   * is left soon.
   */
  private String upstream(Slot slot) {
    Integer port = config.ports().get(slot);
    String server =
        port == null ? "unix:" + config.folder() + "/" + slot + ".none" : "127.0.0.1:" + port;
    return filled(
        """
        upstream @P@%s {
          server %s max_fails=0;
          keepalive 64;
          keepalive_timeout 1s;
        }\
        """
            .formatted(slot, server));
  }

  private String filled(String template) {
    return template
        .replace("@P@", config.names().prefix())
        .replace("@DIR@", config.folder().toString())
        .replace("@KEY@", config.key())
        .replace("@BODY@", Long.toString(config.settings().limits().maxBody().bytes()))
        .replace("@TIMEOUT@", config.settings().limits().requestTimeout().toMillis() + "ms")
        .replace("@STREAM@", STREAM_IDLE);
  }

  /** Java's own client asks for h2c with each first request: only WebSockets are passed on. */
  private static final String MAPS =
      """
      map $http_upgrade $@P@upgrade {
        default "";
        "~*^websocket$" websocket;
      }
      map $@P@upgrade $@P@connection {
        default "";
        websocket upgrade;
      }
      map "$@P@upgrade $http_accept" $@P@stream {
        default "";
        "~^websocket " yes;
        "~text/event-stream" yes;
      }
      map $http_x_request_id $@P@id {
        default $request_id;
        "~^[A-Za-z0-9._-]{1,64}$" $http_x_request_id;
      }
      log_format @P@json escape=json
        '{"time":$msec,"slot":"$@P@slot","refused":"$@P@refused","status":$status,'
        '"seconds":$request_time,"bytesIn":$request_length,"bytesOut":$bytes_sent,'
        '"completed":"$request_completion","upstreamStatus":"$upstream_status",'
        '"upstreamHeader":"$upstream_header_time","requestId":"$@P@id","remote":"$remote_addr",'
        '"method":"$request_method","path":"$uri"}';\
      """;

  /**
   * The slot is decided by one look at one file, so that no request can see half of a switch. What
   * nginx remembers of files ({@code open_file_cache}) must not come between.
   */
  private static final String ROUTING =
      """
        open_file_cache off;
        server_tokens off;
        set $@P@slot none;
        if (-f @DIR@/live) { set $@P@slot blue; }
        if (-f @DIR@/green) { set $@P@slot green; }
        set $@P@refused "";
        if ($@P@slot = none) { set $@P@refused none; }
        if (-f @DIR@/maintenance) { set $@P@refused maintenance; }
        access_log @DIR@/access.log @P@json;
        client_max_body_size @BODY@;
        gzip on;
        gzip_vary on;
        gzip_proxied any;
        gzip_types text/plain text/css text/xml text/javascript application/javascript
          application/json application/xml application/manifest+json image/svg+xml;
        error_page 418 = @@P@stream;
        error_page 503 @@P@unavailable;
      """;

  private static final String HEADERS =
      """
          proxy_http_version 1.1;
          proxy_set_header Host $http_host;
          proxy_set_header Connection $@P@connection;
          proxy_set_header Upgrade $@P@upgrade;
          proxy_set_header X-Real-IP $remote_addr;
          proxy_set_header X-Forwarded-For $remote_addr;
          proxy_set_header X-Forwarded-Proto $scheme;
          proxy_set_header X-Forwarded-Host $http_host;
          proxy_set_header X-Forwarded-Port $server_port;
          proxy_set_header X-Request-Id $@P@id;
          proxy_set_header Forwarded "";
          proxy_set_header X-Forwarded-Prefix "";
          proxy_set_header X-Forwarded-Ssl "";
          proxy_hide_header X-Request-Id;
          add_header X-Request-Id $@P@id always;
          proxy_redirect off;
          proxy_intercept_errors off;
          proxy_connect_timeout 5s;
          # One server, so only a kept connection that the app has just closed is tried again, and
          # never with POST, LOCK or PATCH.
          proxy_next_upstream error;
      """;

  private static final String CHALLENGES =
      """
        location ^~ /.well-known/acme-challenge/ {
          alias @DIR@/acme/;
          default_type text/plain;
          access_log off;
        }
      """;

  private static final String LOCATIONS =
      """
        location = /.well-known/backline/@KEY@ {
          allow 127.0.0.1;
          deny all;
          access_log off;
          default_type text/plain;
          return 200 "$@P@slot/$@P@refused/@DIGEST@\\n";
        }
      """
          + CHALLENGES
          + """
            location / {
              if ($@P@refused) { return 503; }
              if ($@P@stream) { return 418; }
          """
          + HEADERS
          + """
              proxy_read_timeout @TIMEOUT@;
              proxy_send_timeout 60s;
              proxy_pass http://@P@${@P@slot};
            }
            # WebSockets and event streams: passed on at once, and not ended because they are silent.
            location @@P@stream {
          """
          + HEADERS
          + """
              proxy_buffering off;
              proxy_read_timeout @STREAM@;
              proxy_send_timeout @STREAM@;
              proxy_pass http://@P@${@P@slot};
            }
            location @@P@unavailable {
              root @DIR@/pages;
              add_header Retry-After 30 always;
              add_header Cache-Control no-store always;
              add_header X-Request-Id $@P@id always;
              try_files /503.html =503;
            }
          """;
}
