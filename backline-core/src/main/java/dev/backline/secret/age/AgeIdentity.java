package dev.backline.secret.age;

import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import dev.backline.secret.Secret;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;

/**
 * An X25519 key pair of age, written as {@code age-keygen} writes it, so that the {@code age}
 * program opens with it what we encrypt.
 *
 * @param recipient the public key, {@code age1…}
 * @param key the private key, {@code AGE-SECRET-KEY-1…}
 */
record AgeIdentity(String recipient, Secret key) {

  private static final String RECIPIENT_LINE = "# public key: ";
  private static final String KEY_START = "AGE-SECRET-KEY-1";

  static AgeIdentity generate() {
    try {
      KeyPair pair = new X25519KeyPairGenerator().generateKeyPair();
      return new AgeIdentity(
          new String(pair.getPublic().getEncoded(), StandardCharsets.US_ASCII),
          Secret.of(new String(pair.getPrivate().getEncoded(), StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform since 11 has X25519", e);
    }
  }

  /** The identity in a file's text, or empty if the text holds none. */
  static Optional<AgeIdentity> read(String text) {
    Optional<String> recipient =
        text.lines()
            .filter(line -> line.startsWith(RECIPIENT_LINE))
            .map(line -> line.substring(RECIPIENT_LINE.length()).strip())
            .findFirst();
    Optional<Secret> key =
        text.lines()
            .filter(line -> line.startsWith(KEY_START))
            .map(line -> Secret.of(line.strip()))
            .findFirst();
    return recipient.flatMap(name -> key.map(value -> new AgeIdentity(name, value)));
  }

  /** The text of an identity file. */
  Secret written() {
    return Secret.of(RECIPIENT_LINE + recipient + "\n" + key.reveal() + "\n");
  }

  byte[] encrypt(Secret secret) throws IOException, GeneralSecurityException {
    ByteArrayOutputStream encrypted = new ByteArrayOutputStream();
    try (WritableByteChannel channel =
        new StandardEncryptingChannelFactory()
            .newEncryptingChannel(
                Channels.newChannel(encrypted),
                List.of(X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(recipient)))) {
      channel.write(ByteBuffer.wrap(secret.reveal().getBytes(StandardCharsets.UTF_8)));
    }
    return encrypted.toByteArray();
  }

  /**
   * @throws GeneralSecurityException if the bytes are damaged or for another identity
   */
  Secret decrypt(byte[] encrypted) throws GeneralSecurityException {
    try (ReadableByteChannel channel =
        new StandardDecryptingChannelFactory()
            .newDecryptingChannel(
                Channels.newChannel(new ByteArrayInputStream(encrypted)),
                List.of(
                    X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(key.reveal())))) {
      byte[] value = Channels.newInputStream(channel).readAllBytes();
      return Secret.of(new String(value, StandardCharsets.UTF_8));
    } catch (IOException | RuntimeException e) {
      // Nothing is read but memory, so what can't be read is damaged; the library tells a header
      // that ends too early by a BufferUnderflowException.
      throw new GeneralSecurityException("not whole", e);
    }
  }
}
