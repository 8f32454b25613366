package dev.sotto.warehouse;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A class loader that remembers which classes there are not.
 *
 * <p>Spark's compiler of generated code asks for every word in every package that it might be a class of, and each of
 * these questions would go through all jars.
 */
final class PatientLoader extends ClassLoader {
    /** Words of generated code are few; more than these are no longer worth their place. */
    private static final int MOST = 100_000;

    private final Set<String> missing = ConcurrentHashMap.newKeySet();

    PatientLoader(ClassLoader parent) {
        super(parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (missing.contains(name)) {
            throw new ClassNotFoundException(name);
        }
        try {
            return super.loadClass(name, resolve);
        } catch (ClassNotFoundException e) {
            if (missing.size() < MOST) {
                missing.add(name);
            }
            throw e;
        }
    }
}
