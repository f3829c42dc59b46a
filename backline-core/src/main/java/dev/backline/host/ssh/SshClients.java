package dev.backline.host.ssh;

import java.time.Duration;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.cipher.Cipher;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.core.CoreModuleProperties;

/** Makes clients that do only what they are told: nothing from ~/.ssh, no password, no asking. */
final class SshClients {

  private static final int SILENCES = 3;

  /** AES-GCM first: processors do it, while ChaCha20 is done in Java. CTR is for old servers. */
  private static final List<NamedFactory<Cipher>> CIPHERS =
      List.of(
          BuiltinCiphers.aes128gcm,
          BuiltinCiphers.aes256gcm,
          BuiltinCiphers.cc20p1305_openssh,
          BuiltinCiphers.aes128ctr,
          BuiltinCiphers.aes256ctr);

  private SshClients() {}

  /** A client that has been started; stop it. */
  static SshClient start(
      SshDeadlines deadlines, List<NamedFactory<Signature>> signatures, HostKeyCheck check) {
    SshClient client = SshClient.setUpDefaultClient();
    client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
    client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
    client.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
    client.setSignatureFactories(signatures);
    client.setServerKeyVerifier(check);
    client.setCipherFactories(CIPHERS);
    client.setNioWorkers(2);
    // Without it a small request waits for the answer to the one before: 49 ms instead of 5.
    CoreModuleProperties.TCP_NODELAY.set(client, true);
    CoreModuleProperties.SOCKET_KEEPALIVE.set(client, true);
    CoreModuleProperties.IO_CONNECT_TIMEOUT.set(client, deadlines.connect());
    CoreModuleProperties.AUTH_TIMEOUT.set(client, deadlines.authentication());
    CoreModuleProperties.CHANNEL_OPEN_TIMEOUT.set(client, deadlines.connect());
    CoreModuleProperties.FORWARD_REQUEST_TIMEOUT.set(client, deadlines.connect());
    // A command may be silent for hours: that alone ends no connection.
    CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ZERO);
    CoreModuleProperties.NIO2_READ_TIMEOUT.set(client, Duration.ZERO);
    CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, deadlines.keepAlive());
    CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, SILENCES);
    client.start();
    return client;
  }
}
