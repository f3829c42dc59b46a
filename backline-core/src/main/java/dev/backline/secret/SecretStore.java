package dev.backline.secret;

import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;

/**
 * Where secrets are kept. It hands out one environment's secrets at a time, and what it hands out
 * can name no other: give a step that, never the store.
 */
public interface SecretStore {

  EnvironmentSecrets of(AppName app, EnvironmentName environment);
}
