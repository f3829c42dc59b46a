package dev.backline.cli.app;

import dev.backline.host.ssh.SshAddress;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads where a host's SSH server is. */
public final class SshAddressText implements ITypeConverter<SshAddress> {

  @Override
  public SshAddress convert(String value) {
    try {
      return SshAddress.parse(value);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(
          e.getMessage() + "; say ADDRESS or ADDRESS:PORT, an IPv6 address in brackets");
    }
  }
}
