package dev.sotto.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What a piece of work takes: seconds on the clock, and seconds of all processors, which other programs change little. */
record Cost(double seconds, double cpuSeconds) {
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final double NANOS = 1e9;

    static Cost of(Runnable work) {
        long cpu = PROCESS.getProcessCpuTime();
        double seconds = Meter.seconds(work);
        return new Cost(seconds, (PROCESS.getProcessCpuTime() - cpu) / NANOS);
    }
}
