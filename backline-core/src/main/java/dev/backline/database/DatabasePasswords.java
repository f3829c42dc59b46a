package dev.backline.database;

import dev.backline.secret.Secret;
import java.util.Optional;

/** Where the passwords of database roles are kept. */
public interface DatabasePasswords {

  Optional<Secret> find(RoleName role);

  /** Keeps it durably: when this returns, a crash does not lose it. */
  void keep(RoleName role, Secret password);
}
