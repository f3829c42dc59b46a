package dev.backline.config.schema;

import dev.backline.config.AppName;
import dev.backline.config.BranchName;
import dev.backline.config.CheckName;
import dev.backline.config.ComposeSpec;
import dev.backline.config.DataSize;
import dev.backline.config.DurationText;
import dev.backline.config.EnvironmentName;
import dev.backline.config.Glob;
import dev.backline.config.HostName;
import dev.backline.config.HttpPath;
import dev.backline.config.ImageName;
import dev.backline.config.JsonExpectation;
import dev.backline.config.JsonPointer;
import dev.backline.config.ListenAddress;
import dev.backline.config.Percentage;
import dev.backline.config.PublicUrl;
import dev.backline.config.RelativePath;
import dev.backline.config.SecretName;
import dev.backline.config.ServiceName;
import dev.backline.config.SmokeName;
import dev.backline.config.SourceUrl;
import dev.backline.config.SshLoginAddress;
import dev.backline.config.TaskName;
import dev.backline.config.Template;
import dev.backline.config.VariableName;
import dev.backline.config.VersionTag;
import dev.backline.config.VolumeMount;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** The forms of single values that keys share. */
final class Forms {

  static final TextForm<AppName> APP_NAME =
      text("app name", AppName.RULE, AppName.PATTERN, "music-graph", AppName::new);
  static final TextForm<EnvironmentName> ENVIRONMENT_NAME =
      text(
          "environment name",
          EnvironmentName.RULE,
          EnvironmentName.PATTERN,
          "prod",
          EnvironmentName::new);
  static final TextForm<CheckName> CHECK_NAME =
      text("check name", CheckName.RULE, CheckName.PATTERN, "tests", CheckName::new);
  static final TextForm<TaskName> TASK_NAME =
      text("task name", TaskName.RULE, TaskName.PATTERN, "seed", TaskName::new);
  static final TextForm<SmokeName> SMOKE_NAME =
      text("smoke test name", SmokeName.RULE, SmokeName.PATTERN, "home", SmokeName::new);
  static final TextForm<SecretName> SECRET_NAME =
      text("secret name", SecretName.RULE, SecretName.PATTERN, "ADMIN_PASSWORD", SecretName::new);
  static final TextForm<VariableName> VARIABLE_NAME =
      text("variable name", VariableName.RULE, VariableName.PATTERN, "PORT", VariableName::new);
  static final TextForm<VersionTag> VERSION =
      text("version", VersionTag.RULE, VersionTag.PATTERN, "v0.1.0-alpha", VersionTag::new);
  static final TextForm<HttpPath> HTTP_PATH =
      text("HTTP path", HttpPath.RULE, HttpPath.PATTERN, "/healthz", HttpPath::new);
  static final TextForm<DataSize> SIZE =
      text("size", DataSize.RULE, DataSize.PATTERN, "512MB", DataSize::parse);
  static final TextForm<Duration> DURATION =
      text(
          "duration",
          DurationText.RULE + "; more than zero",
          DurationText.PATTERN,
          "30s",
          Forms::positive);
  static final TextForm<Duration> DURATION_OR_ZERO =
      text("duration or zero", DurationText.RULE, DurationText.PATTERN, "0s", DurationText::parse);
  static final TextForm<Percentage> PERCENTAGE =
      text("percentage", Percentage.RULE, Percentage.PATTERN, "1%", Percentage::parse);
  static final TextForm<JsonPointer> JSON_POINTER =
      text("JSON pointer", JsonPointer.RULE, JsonPointer.PATTERN, "/nodes/0/id", JsonPointer::new);
  static final TextForm<BranchName> BRANCH =
      text("branch name", BranchName.RULE, "main", BranchName::new);
  static final TextForm<Glob> GLOB = text("glob", Glob.RULE, "src/**", Glob::new);
  static final TextForm<RelativePath> PATH =
      text("path", RelativePath.RULE, "target/app", RelativePath::new);
  static final TextForm<ListenAddress> LISTEN =
      text("listen address", ListenAddress.RULE, "127.0.0.1:18080", ListenAddress::parse);
  static final TextForm<HostName> HOST_NAME =
      text("host name", HostName.RULE, HostName.PATTERN, "web1", HostName::new);
  static final TextForm<SshLoginAddress> SSH_LOGIN =
      text(
          "log-in",
          SshLoginAddress.RULE,
          SshLoginAddress.PATTERN,
          "deploy@10.0.0.11",
          SshLoginAddress::parse);
  static final TextForm<ImageName> IMAGE =
      text("image", ImageName.RULE, ImageName.PATTERN, "postgres:16", ImageName::new);
  static final TextForm<ServiceName> SERVICE_NAME =
      text("service name", ServiceName.RULE, ServiceName.PATTERN, "redis", ServiceName::new);
  static final TextForm<VolumeMount> VOLUME =
      text("volume", VolumeMount.RULE, VolumeMount.PATTERN, "data:/data", VolumeMount::parse);
  static final TextForm<PublicUrl> URL =
      text(
          "address",
          PublicUrl.RULE,
          PublicUrl.PATTERN,
          "https://music.example.com",
          PublicUrl::new);
  static final TextForm<String> HOST_PATH =
      text(
          "absolute path",
          ComposeSpec.DIRECTORY_RULE,
          ComposeSpec.DIRECTORY_PATTERN,
          "/opt/backline/shop",
          path -> matching(path, ComposeSpec.DIRECTORY_PATTERN, ComposeSpec.DIRECTORY_RULE));
  static final TextForm<String> ADDRESS =
      text(
          "name or address",
          "a host name, an IPv4 address or an IPv6 address without brackets",
          "^[A-Za-z0-9.:-]{1,253}$",
          "10.0.0.20",
          address -> matching(address, "[A-Za-z0-9.:-]{1,253}", "a host name or an IP address"));
  static final TextForm<String> HELPER_NAME =
      text(
          "credential helper",
          "what comes after docker-credential- in the program's name",
          "^[a-z0-9][a-z0-9-]{0,39}$",
          "gcloud",
          name -> matching(name, "[a-z0-9][a-z0-9-]{0,39}", "lower-case letters, digits, hyphens"));
  static final TextForm<SourceUrl> SOURCE =
      text(
          "repository address",
          SourceUrl.RULE,
          SourceUrl.PATTERN,
          "https://github.com/example/music-graph",
          SourceUrl::new);
  static final TextForm<String> STAGE =
      text(
          "stage",
          "the name of a stage of the Dockerfile",
          "^[a-z0-9][a-z0-9_.-]{0,63}$",
          "runtime",
          name -> matching(name, "[a-z0-9][a-z0-9_.-]{0,63}", "a stage's name"));
  static final TextForm<String> TEXT = text("text", "any text", "Music Graph", Function.identity());
  static final TextForm<String> HEADER_NAME =
      text("header name", "the name of an HTTP header", "Content-Type", Forms::headerName);
  static final TextForm<Template> TEMPLATE =
      text(
          "text with placeholders",
          "any text, in which `${name}` is filled in",
          "${database.url}",
          Template::new);
  static final TextForm<JsonExpectation> JSON_EXPECTATION =
      text(
          "expected value",
          "a string, number or boolean, or '*' for anything",
          "'*'",
          JsonExpectation::parse);

  static final YesNo YES_NO = new YesNo();
  static final NumberForm<Integer> STATUS = NumberForm.whole(100, 599);
  static final CommandForm COMMAND = new CommandForm(false);
  static final CommandsForm COMMANDS = new CommandsForm();
  static final CommandForm COMMAND_TEMPLATE = new CommandForm(true);
  static final ListOf<Glob> GLOBS = new ListOf<>("list of globs", GLOB, 1);
  static final ListOf<SecretName> SECRET_NAMES =
      new ListOf<>("list of secret names", SECRET_NAME, 0);
  static final MapOf<VariableName, Template> ENV =
      new MapOf<>("variables and their values", VARIABLE_NAME, TEMPLATE);

  private Forms() {}

  private static <T> TextForm<T> text(
      String called, String rule, String pattern, String example, Function<String, T> parse) {
    return new TextForm<>(called, rule, Optional.of(pattern), example, parse);
  }

  private static <T> TextForm<T> text(
      String called, String rule, String example, Function<String, T> parse) {
    return new TextForm<>(called, rule, Optional.empty(), example, parse);
  }

  private static Duration positive(String text) {
    Duration duration = DurationText.parse(text);
    if (!duration.isPositive()) {
      throw new IllegalArgumentException("has to be more than zero");
    }
    return duration;
  }

  private static String matching(String text, String pattern, String rule) {
    if (!text.matches(pattern)) {
      throw new IllegalArgumentException("'" + text + "' is not " + rule);
    }
    return text;
  }

  private static String headerName(String name) {
    if (!name.matches("[A-Za-z0-9-]{1,100}")) {
      throw new IllegalArgumentException("'" + name + "' is not the name of an HTTP header");
    }
    return name;
  }
}
