// SPDX-License-Identifier: Apache-2.0
package jakarta.ejb;

import org.jspecify.annotations.Nullable;

/** As containers throw it; the adapter knows it by its name alone. */
public class EJBException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With the words of the container. */
    public EJBException(@Nullable String message, @Nullable Exception cause) {
        super(message, cause);
    }
}
