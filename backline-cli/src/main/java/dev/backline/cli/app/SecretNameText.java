package dev.backline.cli.app;

import dev.backline.config.SecretName;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a secret's name. */
public final class SecretNameText implements ITypeConverter<SecretName> {

  @Override
  public SecretName convert(String value) {
    try {
      return new SecretName(value);
    } catch (IllegalArgumentException e) {
      // Somebody may have typed the value here: it is not repeated.
      throw new TypeConversionException("not a secret's name: " + SecretName.RULE);
    }
  }
}
