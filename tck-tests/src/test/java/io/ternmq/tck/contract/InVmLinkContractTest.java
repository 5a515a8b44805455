// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.contract;

import io.ternmq.common.TimeSource;
import io.ternmq.link.Connector;
import io.ternmq.link.LinkService;
import io.ternmq.link.invm.InVmLink;
import io.ternmq.test.contract.LinkContract;

class InVmLinkContractTest extends LinkContract {

    @Override
    protected Connector connectorTo(LinkService door, TimeSource time) {
        return InVmLink.connectorTo(door, time);
    }
}
