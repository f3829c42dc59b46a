package dev.backline.database.cluster;

/** The server's settings, for a small machine that it shares with the apps. */
final class ClusterSettings {

  static final String FILE = "backline.conf";

  private ClusterSettings() {}

  /** The settings file's text. */
  static String text(int port) {
    return """
    # Written by Backline at each start; put your own settings into postgresql.conf below the
    # line that includes this file.
    listen_addresses = '127.0.0.1'
    port = %d
    unix_socket_directories = ''
    max_connections = 100
    shared_buffers = '64MB'
    maintenance_work_mem = '32MB'
    max_wal_size = '512MB'
    min_wal_size = '48MB'
    fsync = on
    full_page_writes = on
    synchronous_commit = on
    password_encryption = 'scram-sha-256'
    timezone = 'UTC'
    log_timezone = 'UTC'
    logging_collector = on
    log_directory = 'log'
    log_filename = 'postgresql-%%a.log'
    log_rotation_age = '1d'
    log_rotation_size = 0
    log_truncate_on_rotation = on
    log_line_prefix = '%%m [%%p] %%q%%u@%%d '
    """
        .formatted(port);
  }

  /** Who may connect: everybody with a password, from this machine only. */
  static String hostBasedAuthentication() {
    return """
    # TYPE  DATABASE     USER  ADDRESS       METHOD
    host    all          all   127.0.0.1/32  scram-sha-256
    host    replication  all   127.0.0.1/32  scram-sha-256
    """;
  }
}
