package dev.backline.registry;

import dev.backline.config.ImageName;
import dev.backline.secret.Secret;
import dev.backline.testing.TestRegistry;

/** A real registry on 127.0.0.1 that wants a login, and an app's repository in it. */
record GuardedRegistry(TestRegistry registry) implements AutoCloseable {

  static final Credential LOGIN = new Credential("deployer", Secret.of("s3cret-word"));

  static GuardedRegistry start() {
    return new GuardedRegistry(
        TestRegistry.on("127.0.0.1").withLogin(LOGIN.user(), LOGIN.password().reveal()).start());
  }

  ImageName image() {
    return new ImageName(registry.name() + "/team/app");
  }

  Repository repository() {
    return Repository.of(image());
  }

  /** Ends it; {@link #image} is still what it was. */
  void stop() {
    registry.stop();
  }

  @Override
  public void close() {
    registry.close();
  }
}
