"""Runs a command three times and prints its median wall time and peak memory: measure.py SECONDS MEGABYTES COMMAND...

Exits with 1 if the median is over SECONDS or the largest peak over MEGABYTES.
"""

import resource
import statistics
import subprocess
import sys
import time

seconds, megabytes, command = float(sys.argv[1]), float(sys.argv[2]), sys.argv[3:]
times = []
for _ in range(3):
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    times.append(time.perf_counter() - start)
median = statistics.median(times)
# Of all children so far: the largest; kilobytes on Linux, bytes on macOS.
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / (1024 if sys.platform == "linux" else 1024 * 1024)
print(f"  {median:.2f} s (median of {', '.join(f'{t:.2f}' for t in times)}), budget {seconds:g} s")
print(f"  {peak:.0f} MB at most, budget {megabytes:g} MB")
sys.exit(1 if median > seconds or peak > megabytes else 0)
