package io.millrace.conformance.api;

import java.io.IOException;
import java.util.List;

/** Two classes with every difference that {@link ApiComparisonTest} has to see. */
final class Planted {

    private Planted() {}

    /** As the original would be. */
    public static class Original<T> {
        public static final int LIMIT = 1;

        @Deprecated
        public void old() {}

        public void checked() throws IOException {
            throw new IOException();
        }

        public void generic(List<? extends T> list) {}

        public void gone() {}

        protected void hidden() {}

        public final void same(T value) {}

        @Override
        public String toString() {
            return "inherited is enough";
        }
    }

    /** As ours would be, all wrong. */
    public static class Counterpart<U> {
        public static final int LIMIT = 2;

        public void old() {}

        public void checked() {}

        public void generic(List<U> list) {}

        void hidden() {}

        public final void same(U value) {}
    }
}
