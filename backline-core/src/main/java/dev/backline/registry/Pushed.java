package dev.backline.registry;

/**
 * What a push did.
 *
 * @param partsSent how many layers and configurations the registry did not have
 * @param bytesSent what went over the line for them and for the manifests, in bytes
 */
public record Pushed(int partsSent, long bytesSent) {

  Pushed plus(long bytes) {
    return new Pushed(partsSent + 1, bytesSent + bytes);
  }
}
