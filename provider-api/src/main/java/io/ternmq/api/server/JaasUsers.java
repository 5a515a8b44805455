// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.server;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.spi.Authenticator;
import io.ternmq.api.spi.Identity;
import io.ternmq.api.spi.Peer;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.TextOutputCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AccountException;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.CredentialException;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.jspecify.annotations.Nullable;

/**
 * Users whom a login module of JAAS knows: a directory, an operating system, whatever there is a module for. The names
 * of the principals that the module gives are the roles, but for the user's own name. A module needs the password
 * itself, so that clients behind a network can use {@code PLAIN} only. Any thread may use it.
 */
public final class JaasUsers implements Authenticator {

    private static final System.Logger LOG = System.getLogger(JaasUsers.class.getName());

    private final String entry;
    private final Configuration configuration;
    private final @Nullable String roleClass;

    private JaasUsers(String entry, Configuration configuration, @Nullable String roleClass) {
        this.entry = entry;
        this.configuration = configuration;
        this.roleClass = roleClass;
    }

    /**
     * Users by an entry of the process's configuration, which system property {@code java.security.auth.login.config}
     * names.
     *
     * @param entry name of the entry
     * @return the users
     * @throws ProviderException with {@code INVALID_SETTING} when there is no such entry
     */
    public static JaasUsers of(String entry) {
        try {
            return of(entry, Configuration.getConfiguration());
        } catch (SecurityException e) {
            throw new ProviderException(
                    ErrorCode.INVALID_SETTING,
                    "The configuration of JAAS cannot be read; system property java.security.auth.login.config names"
                            + " its file", e);
        }
    }

    /**
     * Users by an entry of a configuration.
     *
     * @param entry         name of the entry
     * @param configuration where it is
     * @return the users
     * @throws ProviderException with {@code INVALID_SETTING} when there is no such entry
     */
    public static JaasUsers of(String entry, Configuration configuration) {
        if (configuration.getAppConfigurationEntry(entry) == null) {
            throw new ProviderException(
                    ErrorCode.INVALID_SETTING,
                    "The configuration of JAAS has no entry '" + entry + "'; system property"
                            + " java.security.auth.login.config names its file");
        }
        return new JaasUsers(entry, configuration, null);
    }

    /**
     * The same users with fewer roles.
     *
     * @param principalClass name of the class of those principals that are roles
     * @return such users
     */
    public JaasUsers withRolesOf(String principalClass) {
        return new JaasUsers(entry, configuration, principalClass);
    }

    @Override
    public Optional<String> authenticate(String user, char[] password, Peer peer) {
        return identify(user, password, peer).map(Identity::name);
    }

    @Override
    public Optional<Identity> identify(String user, char[] password, Peer peer) {
        Answers answers = new Answers(user, password);
        try {
            LoginContext login = new LoginContext(entry, new Subject(), answers, configuration);
            login.login();
            Identity identity = new Identity(user, rolesOf(login.getSubject(), user));
            login.logout();
            return Optional.of(identity);
        } catch (FailedLoginException | AccountException | CredentialException e) {
            return Optional.empty();
        } catch (LoginException e) {
            LOG.log(System.Logger.Level.WARNING, "Login by entry '" + entry + "' of JAAS failed", e);
            return Optional.empty();
        }
    }

    private Set<String> rolesOf(Subject subject, String user) {
        return subject.getPrincipals().stream()
                .filter(principal -> roleClass == null
                        ? !principal.getName().equals(user)
                        : principal.getClass().getName().equals(roleClass))
                .map(Principal::getName)
                .collect(Collectors.toSet());
    }

    /** The entry. */
    @Override
    public String toString() {
        return "JaasUsers[" + entry + ']';
    }

    /** What a login module asks. */
    @SuppressWarnings("ArrayRecordComponent") // belongs to the caller, who wipes it
    private record Answers(String user, char[] password) implements CallbackHandler {

        @Override
        public void handle(Callback[] callbacks) throws UnsupportedCallbackException {
            for (Callback callback : callbacks) {
                if (callback instanceof NameCallback name) {
                    name.setName(user);
                } else if (callback instanceof PasswordCallback secret) {
                    secret.setPassword(password);
                } else if (!(callback instanceof TextOutputCallback)) {
                    throw new UnsupportedCallbackException(callback, "only name and password are known");
                }
            }
        }

        @Override
        public String toString() {
            return "Answers[" + user + ']';
        }
    }
}
