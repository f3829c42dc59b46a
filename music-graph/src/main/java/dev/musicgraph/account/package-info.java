/** The pages by which people get in: login, registration, the first administrator, who may edit. */
@NullMarked
package dev.musicgraph.account;

import org.jspecify.annotations.NullMarked;
