"""measuring.py - what the benchmarks measure with: our small programs, one run, the machine."""
import os
import platform
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent


def compiled(folder, name, *more):
    """One of our small programs for measuring."""
    target = folder / name
    subprocess.run(["gcc", "-O2", "-std=c11", "-D_GNU_SOURCE", f"-I{ROOT}/generator", "-o", target, HERE / f"{name}.c", *more], check=True)
    return target


def copier(folder):
    """copy.c, with what it takes from generator/."""
    needed = ["publish/sync", *(f"base/{name}" for name in ("file", "arena", "buf", "fault", "mem", "wall", "wall_kernel"))]
    return compiled(folder, "copy", *(ROOT / "generator" / f"{name}.c" for name in needed))


def measure(meter, command, folder):
    """Wall seconds, CPU seconds and peak MiB of one run; the run must succeed."""
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as figures:
        script = 'cd "$1" && shift && exec "$@" 3>&"$FIGURES" >/dev/null'
        done = subprocess.run(["sh", "-c", script, "sh", folder, meter, *command], stdin=subprocess.DEVNULL, stderr=said,
                              env=os.environ | {"FIGURES": str(figures.fileno())}, pass_fds=[figures.fileno()])
        said.seek(0)
        if done.returncode != 0:
            sys.exit(f"{command}: failed with status {done.returncode}\n{said.read().decode(errors='replace')}")
        figures.seek(0)
        wall, cpu, peak = figures.read().split()
    return float(wall), float(cpu), int(peak) / 1024


def machine():
    model = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), platform.machine())
    memory = int(re.search(r"MemTotal: +(\d+)", Path("/proc/meminfo").read_text())[1]) / 1024 / 1024
    system = platform.freedesktop_os_release().get("PRETTY_NAME", "Linux")
    disk = subprocess.run(["df", "--output=fstype", tempfile.gettempdir()], capture_output=True, text=True).stdout.split()[-1]
    return f"{os.cpu_count()} cores of {model}, {memory:.0f} GiB; {system}, Linux {platform.release()}; {disk}; load {os.getloadavg()[0]:.1f} at the start"
