package dev.sotto.cli;

import java.util.concurrent.Callable;

/**
 * A subcommand of {@code sotto}: a class with picocli's {@code @Command} annotation and a constructor without
 * parameters, named in {@code META-INF/services/dev.sotto.cli.Command} of its module.
 *
 * <p>It takes the shared options as {@code @Mixin WorkspaceOptions}, answers its exit code, and throws a
 * {@link dev.sotto.domain.SottoException} where it cannot go on; {@link Main} turns that into one line.
 */
public interface Command extends Callable<Integer> {

    /** Do what the command says, and answer the exit code: 0 where it is done. */
    @Override
    Integer call();
}
