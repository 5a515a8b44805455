// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.adapter;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** TernMQ a second time in this process, as a second deployment has it; all else is shared with the test. */
final class SeparateLoader extends URLClassLoader {

    private SeparateLoader(List<URL> urls) {
        super(urls.toArray(URL[]::new), SeparateLoader.class.getClassLoader());
    }

    static SeparateLoader open() throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        return new SeparateLoader(urls);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith("io.ternmq.") || name.startsWith("io.ternmq.test.")) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }
}
