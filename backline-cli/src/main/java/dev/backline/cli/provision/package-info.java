/** What provisioning would change on a host, and what came of it, as text and as JSON. */
@NullMarked
package dev.backline.cli.provision;

import org.jspecify.annotations.NullMarked;
