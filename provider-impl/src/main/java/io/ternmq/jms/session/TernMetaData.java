// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import jakarta.jms.ConnectionMetaData;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/** What this provider says about itself. */
final class TernMetaData implements ConnectionMetaData {

    private static final String UNPACKAGED = "0.0";
    private static final List<String> JMSX_NAMES = List.of("JMSXGroupID", "JMSXGroupSeq", "JMSXDeliveryCount");

    @Override
    public String getJMSVersion() {
        return "3.1";
    }

    @Override
    public int getJMSMajorVersion() {
        return 3;
    }

    @Override
    public int getJMSMinorVersion() {
        return 1;
    }

    @Override
    public String getJMSProviderName() {
        return "TernMQ";
    }

    @Override
    public String getProviderVersion() {
        String version = TernMetaData.class.getPackage().getImplementationVersion();
        return version == null ? UNPACKAGED : version;
    }

    @Override
    public int getProviderMajorVersion() {
        return part(0);
    }

    @Override
    public int getProviderMinorVersion() {
        return part(1);
    }

    @Override
    public Enumeration<String> getJMSXPropertyNames() {
        return Collections.enumeration(JMSX_NAMES);
    }

    private int part(int index) {
        String[] parts = getProviderVersion().split("[^0-9]+", -1);
        return index < parts.length && !parts[index].isEmpty() ? Integer.parseInt(parts[index]) : 0;
    }
}
