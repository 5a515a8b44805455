// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.inject;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that is opened by its first use, not where it is injected: the connection factory may be a bean that is
 * made just then, even one that injects this itself. Callable from any thread.
 *
 * @param <X> what is opened
 */
final class Late<X> {

    private final String what;
    private final Supplier<X> opener;
    private volatile @Nullable X opened;
    private boolean opening;

    /**
     * Nothing is open yet.
     *
     * @param what   as people say it
     * @param opener called once, unless it fails
     */
    Late(String what, Supplier<X> opener) {
        this.what = what;
        this.opener = opener;
    }

    X get() {
        X known = opened;
        return known == null ? open() : known;
    }

    /** Without opening it. */
    Optional<X> ifOpened() {
        return Optional.ofNullable(opened);
    }

    private synchronized X open() {
        X known = opened;
        if (known != null) {
            return known;
        }
        if (opening) {
            throw new ProviderException(ErrorCode.ILLEGAL_STATE, "The " + what + " is used by the bean that makes its"
                    + " connection factory, while it makes it: use it later, or make the factory in another bean.");
        }
        opening = true;
        try {
            X made = opener.get();
            opened = made;
            return made;
        } finally {
            opening = false;
        }
    }
}
