#!/bin/sh
# uml-init.sh - the first process of a kernel in user space (linux.uml), for disks.py: does what $ORDER says, tells it on the console, waits.
# From the kernel's command line: ORDER, a script in the folder WORK, the only place of the host that can be written here.
export PATH=/usr/bin:/bin:/usr/sbin:/sbin LC_ALL=C.UTF-8
mount -t proc proc /proc
mount -t hostfs host "$WORK" -o "$WORK"
mount -t tmpfs run /run
mkdir /run/disk
# finit_module by hand: kmod need not be there.
for module in fat/fat fat/vfat nls/nls_cp437 nls/nls_utf8; do
    python3 -c 'import ctypes, glob, os, sys
for path in glob.glob("/usr/lib/uml/modules/*/kernel/fs/" + sys.argv[1] + ".ko"):
    ctypes.CDLL(None).syscall(313, os.open(path, os.O_RDONLY), b"", 0)' $module
done
sh "$ORDER"
echo "ORDER ENDED $?"
while :; do sleep 100; done
