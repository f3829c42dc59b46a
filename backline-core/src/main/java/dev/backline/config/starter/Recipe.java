package dev.backline.config.starter;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a project of some kind is built, checked and run.
 *
 * @param kind told in the file's first lines
 * @param note what the author has to know or do, empty for nothing
 * @param build commands to be run in order
 * @param check likewise, those of its tests
 * @param junit where their reports are
 * @param env for its releases, beside the port
 */
record Recipe(
    String kind,
    String note,
    List<List<String>> build,
    List<String> inputs,
    List<List<String>> tools,
    String from,
    List<String> include,
    Optional<List<List<String>>> check,
    Optional<String> junit,
    List<String> run,
    String port,
    Map<String, String> env,
    String health) {}
