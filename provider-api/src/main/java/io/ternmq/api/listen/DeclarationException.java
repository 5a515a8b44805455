// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.listen;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** Declarations are wrong, and nothing was started. Tells all of them at once. */
public final class DeclarationException extends ProviderException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    /**
     * All that is wrong.
     *
     * @param faults one or more
     */
    public DeclarationException(List<Fault> faults) {
        super(ErrorCode.INVALID_DECLARATION, text(faults), null);
        this.faults = List.copyOf(faults);
    }

    private static String text(List<Fault> faults) {
        String head = faults.size() == 1 ? "A declaration is wrong:" : faults.size() + " declarations are wrong:";
        return faults.stream().map(fault -> "\n - " + fault).collect(Collectors.joining("", head, ""));
    }

    /**
     * Each fault.
     *
     * @return in the order in which they were found; empty after deserialisation, where the message tells them
     */
    public List<Fault> faults() {
        return faults == null ? List.of() : faults;
    }
}
