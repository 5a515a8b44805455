// SPDX-License-Identifier: Apache-2.0
/** Stands in for the interfaces of enterprise beans, which the adapter does not depend on. */
@NullMarked
package jakarta.ejb;

import org.jspecify.annotations.NullMarked;
