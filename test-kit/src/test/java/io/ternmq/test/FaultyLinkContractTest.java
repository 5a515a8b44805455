// SPDX-License-Identifier: Apache-2.0
package io.ternmq.test;

import io.ternmq.common.TimeSource;
import io.ternmq.link.Connector;
import io.ternmq.link.LinkService;
import io.ternmq.link.invm.InVmLink;
import io.ternmq.test.contract.LinkContract;

/** A link without faults is a link. */
class FaultyLinkContractTest extends LinkContract {

    @Override
    protected Connector connectorTo(LinkService door, TimeSource time) {
        return InVmLink.connectorTo(new FaultyLink(door, new Faults(1).link()), time);
    }
}
