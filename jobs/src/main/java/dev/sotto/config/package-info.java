/** Reads and checks the YAML files; every setting is one typed accessor. */
@NullMarked
package dev.sotto.config;

import org.jspecify.annotations.NullMarked;
