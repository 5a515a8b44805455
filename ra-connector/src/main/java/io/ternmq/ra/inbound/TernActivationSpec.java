// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.inbound;

import io.ternmq.ra.BrokerUrl;
import io.ternmq.ra.Login;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.ResourceAdapter;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What a message-driven bean says about its messages: the activation properties. A JavaBean that a server fills and
 * nobody changes after it was activated. What is set to nothing stays as it is.
 */
public final class TernActivationSpec implements ActivationSpec, Serializable {

    private static final long serialVersionUID = 1;

    private transient @Nullable ResourceAdapter adapter;
    private @Nullable String destination;
    private @Nullable String destinationType;
    private @Nullable String destinationLookup;
    private @Nullable String connectionFactoryLookup;
    private @Nullable String messageSelector;
    private String acknowledgeMode = SpecRules.AUTO;
    private String subscriptionDurability = SpecRules.NON_DURABLE;
    private @Nullable String subscriptionName;
    private @Nullable String clientId;
    private Boolean shareSubscriptions = false;
    private @Nullable String replay;
    private @Nullable String url;
    private @Nullable String user;
    private @Nullable String password;
    private Integer maxConcurrency = 10;
    private Integer reconnectAttempts = -1;
    private Long reconnectMillis = 200L;
    private Long reconnectMaxMillis = 30_000L;
    private Integer endpointExceptionRedeliveryAttempts = 0;
    private Long endpointExceptionRedeliveryInterval = 5_000L;
    private Integer failuresBeforePause = 10;
    private Long pauseMillis = 30_000L;

    /** With every property at its default; a server makes it. */
    public TernActivationSpec() {
        // the fields say it
    }

    @Override
    public void validate() throws InvalidPropertyException {
        SpecRules.check(this);
    }

    @Override
    public @Nullable ResourceAdapter getResourceAdapter() {
        return adapter;
    }

    @Override
    public void setResourceAdapter(@Nullable ResourceAdapter newAdapter) throws ResourceException {
        if (adapter != null && adapter != newAdapter) {
            throw new jakarta.resource.spi.IllegalStateException(
                    "An activation specification belongs to one resource adapter for good.");
        }
        adapter = newAdapter;
    }

    /** Who connects, as far as this says. */
    public Login login() {
        return user == null ? Login.NOBODY : new Login(user, password);
    }

    /** Name of the queue or topic, or where the server's directory holds one ({@code java:…}). */
    public @Nullable String getDestination() {
        return destination;
    }

    /** See {@link #getDestination}. */
    public void setDestination(@Nullable String value) {
        destination = SpecRules.orNull(value);
    }

    /** {@code jakarta.jms.Queue} or {@code jakarta.jms.Topic}; not needed with a look-up that finds one. */
    public @Nullable String getDestinationType() {
        return destinationType;
    }

    /** See {@link #getDestinationType}. */
    public void setDestinationType(@Nullable String value) {
        destinationType = SpecRules.orNull(value);
    }

    /** Where the server's directory holds the queue or topic; goes before {@code destination}. */
    public @Nullable String getDestinationLookup() {
        return destinationLookup;
    }

    /** See {@link #getDestinationLookup}. */
    public void setDestinationLookup(@Nullable String value) {
        destinationLookup = SpecRules.orNull(value);
    }

    /** Where the server's directory holds a connection factory that says where to connect. */
    public @Nullable String getConnectionFactoryLookup() {
        return connectionFactoryLookup;
    }

    /** See {@link #getConnectionFactoryLookup}. */
    public void setConnectionFactoryLookup(@Nullable String value) {
        connectionFactoryLookup = SpecRules.orNull(value);
    }

    /** Takes only messages that fit; nothing for all. */
    public @Nullable String getMessageSelector() {
        return messageSelector;
    }

    /** See {@link #getMessageSelector}. */
    public void setMessageSelector(@Nullable String value) {
        messageSelector = SpecRules.orNull(value);
    }

    /** {@code Auto-acknowledge} or {@code Dups-ok-acknowledge}; heeded where deliveries are not transacted. */
    public String getAcknowledgeMode() {
        return acknowledgeMode;
    }

    /** See {@link #getAcknowledgeMode}. */
    public void setAcknowledgeMode(@Nullable String value) {
        String given = SpecRules.orNull(value);
        acknowledgeMode = given == null ? SpecRules.AUTO : SpecRules.acknowledgeMode(given);
    }

    /** {@code Durable} or {@code NonDurable}. */
    public String getSubscriptionDurability() {
        return subscriptionDurability;
    }

    /** See {@link #getSubscriptionDurability}. */
    public void setSubscriptionDurability(@Nullable String value) {
        String given = SpecRules.orNull(value);
        subscriptionDurability = given == null ? SpecRules.NON_DURABLE : given;
    }

    /** Name of a durable or shared subscription. */
    public @Nullable String getSubscriptionName() {
        return subscriptionName;
    }

    /** See {@link #getSubscriptionName}. */
    public void setSubscriptionName(@Nullable String value) {
        subscriptionName = SpecRules.orNull(value);
    }

    /** Client identifier of the endpoint's connection. */
    public @Nullable String getClientId() {
        return clientId;
    }

    /** See {@link #getClientId}. */
    public void setClientId(@Nullable String value) {
        clientId = SpecRules.orNull(value);
    }

    /** Whether endpoints, perhaps in several servers, share the subscription. */
    public Boolean getShareSubscriptions() {
        return shareSubscriptions;
    }

    /** See {@link #getShareSubscriptions}. */
    public void setShareSubscriptions(@Nullable Boolean value) {
        shareSubscriptions = value == null ? shareSubscriptions : value;
    }

    /** Where in the stream behind a topic to begin: {@code earliest}, {@code latest}, {@code last:100}, … */
    public @Nullable String getReplay() {
        return replay;
    }

    /** See {@link #getReplay}. */
    public void setReplay(@Nullable String value) {
        replay = SpecRules.orNull(value);
    }

    /** Another broker than the adapter's. */
    public @Nullable String getUrl() {
        return url;
    }

    /** See {@link #getUrl}. */
    public void setUrl(@Nullable String value) {
        url = BrokerUrl.whole(SpecRules.orNull(value));
    }

    /** Who connects; nothing for whom the adapter names. */
    public @Nullable String getUser() {
        return user;
    }

    /** See {@link #getUser}. */
    public void setUser(@Nullable String value) {
        user = SpecRules.orNull(value);
    }

    /** See {@link #getUser}. */
    public @Nullable String getUserName() {
        return user;
    }

    /** Another name of {@link #setUser}, by which servers give the user whom they keep for a bean. */
    public void setUserName(@Nullable String value) {
        setUser(value);
    }

    /** The password of {@code user}. */
    public @Nullable String getPassword() {
        return password;
    }

    /** See {@link #getPassword}. */
    public void setPassword(@Nullable String value) {
        password = value;
    }

    /** How many messages are worked on at once. */
    public Integer getMaxConcurrency() {
        return maxConcurrency;
    }

    /** See {@link #getMaxConcurrency}. */
    public void setMaxConcurrency(@Nullable Integer value) {
        maxConcurrency = value == null ? maxConcurrency : value;
    }

    /** How often in a row to try to connect; -1 for ever. */
    public Integer getReconnectAttempts() {
        return reconnectAttempts;
    }

    /** See {@link #getReconnectAttempts}. */
    public void setReconnectAttempts(@Nullable Integer value) {
        reconnectAttempts = value == null ? reconnectAttempts : value;
    }

    /** Wait before the second attempt to connect, in milliseconds; doubles with each. */
    public Long getReconnectMillis() {
        return reconnectMillis;
    }

    /** See {@link #getReconnectMillis}. */
    public void setReconnectMillis(@Nullable Long value) {
        reconnectMillis = value == null ? reconnectMillis : value;
    }

    /** Longest wait between attempts to connect, in milliseconds. */
    public Long getReconnectMaxMillis() {
        return reconnectMaxMillis;
    }

    /** See {@link #getReconnectMaxMillis}. */
    public void setReconnectMaxMillis(@Nullable Long value) {
        reconnectMaxMillis = value == null ? reconnectMaxMillis : value;
    }

    /** How often a delivery that is not transacted and failed is tried again on the spot. */
    public Integer getEndpointExceptionRedeliveryAttempts() {
        return endpointExceptionRedeliveryAttempts;
    }

    /** See {@link #getEndpointExceptionRedeliveryAttempts}. */
    public void setEndpointExceptionRedeliveryAttempts(@Nullable Integer value) {
        endpointExceptionRedeliveryAttempts = value == null ? endpointExceptionRedeliveryAttempts : value;
    }

    /** Wait before each of these, in milliseconds. */
    public Long getEndpointExceptionRedeliveryInterval() {
        return endpointExceptionRedeliveryInterval;
    }

    /** See {@link #getEndpointExceptionRedeliveryInterval}. */
    public void setEndpointExceptionRedeliveryInterval(@Nullable Long value) {
        endpointExceptionRedeliveryInterval = value == null ? endpointExceptionRedeliveryInterval : value;
    }

    /** Failures in a row that pause the endpoint; 0 for never. */
    public Integer getFailuresBeforePause() {
        return failuresBeforePause;
    }

    /** See {@link #getFailuresBeforePause}. */
    public void setFailuresBeforePause(@Nullable Integer value) {
        failuresBeforePause = value == null ? failuresBeforePause : value;
    }

    /** How long a pause lasts before one delivery is tried, in milliseconds. */
    public Long getPauseMillis() {
        return pauseMillis;
    }

    /** See {@link #getPauseMillis}. */
    public void setPauseMillis(@Nullable Long value) {
        pauseMillis = value == null ? pauseMillis : value;
    }

    /** Another name of {@link #getMaxConcurrency}. */
    public Integer getMaxSessions() {
        return maxConcurrency;
    }

    /** Another name of {@link #setMaxConcurrency}. */
    public void setMaxSessions(@Nullable Integer value) {
        maxConcurrency = value == null ? maxConcurrency : value;
    }

    /** Another name of {@link #getMaxConcurrency}. */
    public Integer getMaxSession() {
        return maxConcurrency;
    }

    /** Another name of {@link #setMaxConcurrency}. */
    public void setMaxSession(@Nullable Integer value) {
        maxConcurrency = value == null ? maxConcurrency : value;
    }

    @Override
    public String toString() {
        String from = destinationLookup == null ? destination : destinationLookup;
        return "endpoint of " + from + (messageSelector == null ? "" : " where " + messageSelector);
    }
}
