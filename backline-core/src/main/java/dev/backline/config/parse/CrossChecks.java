package dev.backline.config.parse;

import dev.backline.config.schema.Reading;

/**
 * What has to hold across the parts of a file. Works on whatever could be read, beside other
 * problems.
 */
final class CrossChecks {

  private CrossChecks() {}

  static void run(Reading reading) {
    UniqueNames.check(reading);
    EnvironmentLinks.check(reading);
    ListenPorts.check(reading);
    NeededDatabase.check(reading);
    PlacementUse.check(reading);
    PlaceholderUse.check(reading);
    SecretUse.check(reading);
    PortVariable.check(reading);
  }
}
