/**
 * Lessons that run: each class is one complete application of about one screen, to be read from top to bottom and
 * copied. They use the public API alone, as a user's own code does, so they also show that it is enough.
 */
@NullMarked
package io.millrace.examples;

import org.jspecify.annotations.NullMarked;
