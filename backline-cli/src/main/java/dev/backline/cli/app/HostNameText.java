package dev.backline.cli.app;

import dev.backline.config.HostName;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name that backline.yml gives to a host. */
public final class HostNameText implements ITypeConverter<HostName> {

  @Override
  public HostName convert(String value) {
    try {
      return new HostName(value);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
