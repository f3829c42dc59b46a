/** Secrets in files encrypted with age (age-encryption.org/v1), one file a secret. */
@NullMarked
package dev.backline.secret.age;

import org.jspecify.annotations.NullMarked;
