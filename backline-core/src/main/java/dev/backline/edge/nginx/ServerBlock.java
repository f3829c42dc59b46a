package dev.backline.edge.nginx;

import dev.backline.config.HostName;
import dev.backline.config.ListenAddress;
import dev.backline.config.NginxSpec.TlsFiles;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * The {@code server} blocks: where nginx listens, by which names and certificates.
 *
 * @param body what the main one does
 * @param challenges what the redirecting one does beside redirecting
 */
record ServerBlock(NginxConfig config, String body, String challenges) {

  /** Mozilla's "intermediate" configuration, version 5.7. */
  private static final String TLS =
      """
        ssl_certificate %s;
        ssl_certificate_key %s;
        ssl_protocols TLSv1.2 TLSv1.3;
        ssl_ciphers ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305;
        ssl_prefer_server_ciphers off;
        ssl_session_timeout 1d;
        ssl_session_cache shared:%stls:2m;
        ssl_session_tickets off;
      """;

  String text() {
    List<String> parts = new ArrayList<>();
    parts.add("server {");
    addresses(config.settings().listen())
        .forEach(address -> parts.add("  listen " + address + options() + ";"));
    parts.add("  server_name " + name() + ";");
    config.tls().ifPresent(files -> parts.add(tls(files)));
    parts.add(body + "}");
    config.tls().flatMap(TlsFiles::redirectFrom).ifPresent(from -> parts.add(redirect(from)));
    return String.join("\n", parts);
  }

  private String options() {
    if (config.tls().isEmpty()) {
      return "";
    }
    return config.version().http2IsADirective() ? " ssl" : " ssl http2";
  }

  private String tls(TlsFiles files) {
    String http2 = config.version().http2IsADirective() ? "  http2 on;\n" : "";
    return http2 + TLS.formatted(files.certificate(), files.key(), config.names().prefix());
  }

  /** 308 keeps the method and the body (RFC 9110, section 15.4.9). */
  private String redirect(int from) {
    ListenAddress listen = config.settings().listen();
    String port = listen.port() == 443 ? "" : ":" + listen.port();
    List<String> parts = new ArrayList<>();
    parts.add("server {");
    addresses(new ListenAddress(listen.host(), from))
        .forEach(address -> parts.add("  listen " + address + ";"));
    parts.add("  server_name " + name() + ";");
    parts.add("  server_tokens off;");
    parts.add("  access_log off;");
    parts.add(challenges + "  location / {");
    parts.add(
        "    return 308 https://"
            + config.serverName().map(HostName::value).orElse("$host")
            + port
            + "$request_uri;");
    parts.add("  }\n}");
    return String.join("\n", parts);
  }

  /** {@code _} is no name: it is never asked for, and so leaves the block to any name. */
  private String name() {
    return config.serverName().map(HostName::value).orElse("_");
  }

  /** The one that is asked for, and the loopback one, where Backline sees what is served. */
  private static SequencedSet<String> addresses(ListenAddress listen) {
    SequencedSet<String> all = new LinkedHashSet<>();
    switch (listen.host()) {
      case "localhost" -> all.add("127.0.0.1:" + listen.port());
      case "::" -> {
        all.add("0.0.0.0:" + listen.port());
        all.add("[::]:" + listen.port());
      }
      default -> all.add(listen.toString());
    }
    if (!all.contains("0.0.0.0:" + listen.port())) {
      all.add("127.0.0.1:" + listen.port());
    }
    return all;
  }
}
