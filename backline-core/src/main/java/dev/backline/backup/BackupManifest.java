package dev.backline.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.database.catalogue.ContentDigest;
import dev.backline.source.CommitId;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a backup says of itself, in its {@code manifest.json}.
 *
 * @param format of this file; this program reads {@value #FORMAT}
 * @param serverVersion of the server that was dumped, such as {@code 15.18}
 * @param databaseBytes what the database took on the server's disk
 * @param compression {@code zstd-files} if the dump's files were compressed by us, {@code pg_dump}
 *     if by pg_dump
 * @param startedAt ISO 8601, UTC, as {@code endedAt}
 * @param schema the fingerprint's digest; its lines are in {@code schema.txt}
 * @param content read in the dump's own snapshot
 */
public record BackupManifest(
    int format,
    String app,
    String environment,
    String release,
    String commit,
    String database,
    String serverVersion,
    long databaseBytes,
    String compression,
    String startedAt,
    String endedAt,
    String schema,
    ContentDigest content,
    SortedMap<String, BackupFile> files) {

  static final int FORMAT = 1;
  static final String COMPRESSED_BY_US = "zstd-files";
  static final String COMPRESSED_BY_PG_DUMP = "pg_dump";

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  public BackupManifest {
    if (format != FORMAT) {
      throw new IllegalArgumentException("a manifest of format " + format + " is not known");
    }
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /** Of all files but the manifest. */
  public long bytes() {
    return files.values().stream().mapToLong(BackupFile::bytes).sum();
  }

  public BackupSubject subject() {
    return new BackupSubject(
        new AppName(app), new EnvironmentName(environment), release, new CommitId(commit));
  }

  /** Such as 15: a dump can be read by its own major version and by newer ones. */
  int serverMajor() {
    return Integer.parseInt(serverVersion.split("\\.", 2)[0]);
  }

  BackupRecord record(BackupId id) {
    Instant ended = Instant.parse(endedAt);
    return new BackupRecord(
        id,
        subject(),
        BackupState.UNPROVEN,
        Instant.parse(startedAt),
        ended,
        bytes(),
        content.rows(),
        ended,
        "not restored yet");
  }

  String toJson() {
    try {
      return JSON.writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static BackupManifest fromJson(String json) throws JsonProcessingException {
    return JSON.readValue(json, BackupManifest.class);
  }
}
