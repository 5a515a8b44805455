// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.pattern.stream;

import org.junit.jupiter.api.Nested;

/** The contract of typed streams over each way to the broker. */
class StreamPatternTest {

    @Nested
    class AppendsInVm extends AppendContract {

        AppendsInVm() {
            super(Way.VM);
        }
    }

    @Nested
    class AppendsOverTcp extends AppendContract {

        AppendsOverTcp() {
            super(Way.TCP);
        }
    }

    @Nested
    class ReadsInVm extends ReadContract {

        ReadsInVm() {
            super(Way.VM);
        }
    }

    @Nested
    class ReadsOverTcp extends ReadContract {

        ReadsOverTcp() {
            super(Way.TCP);
        }
    }

    @Nested
    class GroupsInVm extends GroupContract {

        GroupsInVm() {
            super(Way.VM);
        }
    }

    @Nested
    class GroupsOverTcp extends GroupContract {

        GroupsOverTcp() {
            super(Way.TCP);
        }
    }

    @Nested
    class StoresInVm extends StoreContract {

        StoresInVm() {
            super(Way.VM);
        }
    }

    @Nested
    class StoresOverTcp extends StoreContract {

        StoresOverTcp() {
            super(Way.TCP);
        }
    }
}
