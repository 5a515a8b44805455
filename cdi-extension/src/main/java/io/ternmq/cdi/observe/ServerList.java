// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.observe;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where brokers are, out of connection URIs: protocol and host, and nothing that might be a secret. */
final class ServerList {

    private static final Pattern ADDRESS = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/?#,()\\s]*)");

    private ServerList() {}

    static JsonObject of(List<String> urls) {
        JsonObjectBuilder servers = Json.createObjectBuilder();
        int count = 0;
        for (String url : urls) {
            Matcher address = ADDRESS.matcher(url);
            while (address.find()) {
                count++;
                String host = address.group(2).substring(address.group(2).lastIndexOf('@') + 1);
                servers.add(
                        count == 1 ? "broker" : "broker-" + count,
                        Json.createObjectBuilder().add("host", host).add("protocol", address.group(1)));
            }
        }
        return servers.build();
    }
}
