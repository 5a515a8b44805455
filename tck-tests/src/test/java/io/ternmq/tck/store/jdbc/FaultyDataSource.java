// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.store.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Puts a database between itself and the store whose connections break where a plan says so. */
final class FaultyDataSource {

    /** Where a connection may break. */
    enum Point {
        /** Instead of a connection. */
        CONNECT,
        /** Instead of running a statement. */
        STATEMENT,
        /** Instead of a commit; the transaction is rolled back. */
        BEFORE_COMMIT,
        /** Behind a commit, whose success the store does not hear of. */
        AFTER_COMMIT
    }

    /** Decides, whenever something passes. Callable from any thread. */
    @FunctionalInterface
    interface Plan {

        /**
         * Decides about one passing.
         *
         * @param sql the statement, or what is done
         * @return what goes wrong, or null
         */
        @Nullable SQLException at(Point point, String sql);
    }

    private static final Set<String> RUNS = Set.of("executeQuery", "executeUpdate", "executeBatch");

    private final DataSource real;
    private volatile Plan plan = (point, sql) -> null;

    FaultyDataSource(DataSource real) {
        this.real = real;
    }

    void follow(Plan newPlan) {
        plan = newPlan;
    }

    void heal() {
        plan = (point, sql) -> null;
    }

    static SQLException broken() {
        return new SQLNonTransientConnectionException("The connection is broken by the test", "08006");
    }

    DataSource dataSource() {
        return proxy(DataSource.class, (self, method, arguments) -> {
            if (!method.getName().equals("getConnection")) {
                return invoke(real, method, arguments);
            }
            SQLException fault = plan.at(Point.CONNECT, "connect");
            if (fault != null) {
                throw fault;
            }
            return connection(real.getConnection());
        });
    }

    private Connection connection(Connection connection) {
        return proxy(Connection.class, (self, method, arguments) -> switch (method.getName()) {
            case "commit" -> commit(connection);
            case "prepareStatement" -> statement(
                    connection, (PreparedStatement) invoke(connection, method, arguments), (String) arguments[0]);
            default -> invoke(connection, method, arguments);
        });
    }

    private @Nullable Object commit(Connection connection) throws SQLException {
        breakIf(connection, plan.at(Point.BEFORE_COMMIT, "commit"));
        connection.commit();
        breakIf(connection, plan.at(Point.AFTER_COMMIT, "commit"));
        return null;
    }

    private PreparedStatement statement(Connection connection, PreparedStatement statement, String sql) {
        return proxy(PreparedStatement.class, (self, method, arguments) -> {
            if (RUNS.contains(method.getName())) {
                breakIf(connection, plan.at(Point.STATEMENT, sql));
            }
            return invoke(statement, method, arguments);
        });
    }

    private static void breakIf(Connection connection, @Nullable SQLException fault) throws SQLException {
        if (fault != null) {
            connection.rollback();
            if (fault instanceof SQLNonTransientConnectionException) {
                connection.close();
            }
            throw fault;
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader() == null ? FaultyDataSource.class.getClassLoader()
                : type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
