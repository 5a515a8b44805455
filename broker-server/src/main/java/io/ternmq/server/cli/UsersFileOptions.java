// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import io.ternmq.api.server.PasswordFile;
import io.ternmq.api.spi.ScramCredential;
import io.ternmq.server.ConfigurationFiles;
import io.ternmq.server.config.ServerSettings;
import io.ternmq.server.config.SettingsReader;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the users are: in the file that is named, or in the one that the broker's configuration names. */
final class UsersFileOptions {

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "The file of users. Default: the one that the configuration names.")
    private @Nullable Path file;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The configuration file of the broker. Default: as for tern run.")
    private @Nullable Path configuration;

    /** The users; the file need not exist yet. */
    PasswordFile edit(Shell shell) {
        return PasswordFile.edit(path(shell), ScramCredential.DEFAULT_ITERATIONS);
    }

    Path path(Shell shell) {
        if (file != null) {
            return file;
        }
        Path found = configuration != null
                ? configuration
                : ConfigurationFiles.find(shell.environment(), System.getProperties(), Path.of("")).orElse(null);
        Path users = found == null ? null : settings(shell, found).security().users();
        if (users == null) {
            throw new UsageException(found == null
                    ? "Name the file of users with --file, or the configuration that names it with --config"
                    : "The configuration " + found + " names no file of users; name one with --file");
        }
        return users;
    }

    private static ServerSettings settings(Shell shell, Path configuration) {
        return new SettingsReader(shell.environment(), System.getProperties()).read(configuration);
    }
}
