package dev.sotto.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatientLoaderTest {

    @Test
    void asksOnceForAClassThatThereIsNot() throws ClassNotFoundException {
        List<String> asked = new ArrayList<>();
        PatientLoader loader = new PatientLoader(new ClassLoader(getClass().getClassLoader()) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                asked.add(name);
                return super.findClass(name);
            }
        });

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> loader.loadClass("java.lang.UTF8String"))
                    .isInstanceOf(ClassNotFoundException.class)
                    .hasMessage("java.lang.UTF8String");
        }

        assertThat(asked).containsExactly("java.lang.UTF8String");
        assertThat(loader.loadClass("java.lang.String")).isEqualTo(String.class);
    }
}
