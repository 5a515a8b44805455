// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class BrowseCommandTest extends BrokerTest {

    @Test
    void showsMessagesAndLeavesThem() {
        tern("send", "orders", "one", "-p", "region=north");
        tern("send", "orders", "two");
        assertThat(tern("browse", "orders").lines()).containsExactly("one", "two");
        assertThat(tern("browse", "orders", "--limit", "1").lines()).containsExactly("one");
        assertThat(tern("browse", "orders", "--selector", "region IS NULL").lines()).containsExactly("two");
        assertThat(depth("orders")).isEqualTo(2);
    }

    @Test
    void writesJson() {
        tern("send", "orders", "one");
        try (JsonReader reader = Json.createReader(new StringReader(tern("browse", "--json", "orders").out()))) {
            JsonObject message = reader.readObject();
            assertThat(message.getString("type")).isEqualTo("text");
            assertThat(message.getString("body")).isEqualTo("one");
            assertThat(message.getJsonObject("headers").getString("JMSDestination")).isEqualTo("queue://orders");
        }
    }

    @Test
    void saysByItsExitCodeThatThereIsNothing() {
        tern("send", "orders", "one");
        Run run = run().tern("browse", "orders", "--selector", "1 = 2");
        assertThat(run.code()).isEqualTo(ExitCode.NOTHING);
        assertThat(run.err()).contains("queue://orders");
    }
}
