internal import Clibseccomp
internal import Glibc

/// Takes from a process the system calls that reading a repository never needs.
enum CallConfinement {
  /// Starting programs, the network, other processes, the machine itself, and what would lead around the rules.
  static let denied = [
    "execve", "execveat", "socket", "connect", "bind", "listen", "accept", "accept4", "ptrace", "process_vm_readv",
    "process_vm_writev", "pidfd_getfd", "kcmp", "mount", "umount2", "pivot_root", "chroot", "move_mount", "open_tree",
    "fsopen", "fsconfig", "fsmount", "fspick", "mount_setattr", "setns", "unshare", "kexec_load", "kexec_file_load",
    "init_module", "finit_module", "delete_module", "bpf", "perf_event_open", "add_key", "keyctl", "request_key",
    "reboot", "swapon", "swapoff", "sethostname", "setdomainname", "settimeofday", "clock_settime", "adjtimex",
    "clock_adjtime", "userfaultfd", "open_by_handle_at", "name_to_handle_at", "io_uring_setup", "io_uring_enter",
    "iopl", "ioperm", "quotactl", "acct", "syslog", "lookup_dcookie", "personality",
  ]

  /// False where the kernel refuses.
  @discardableResult
  static func apply() -> Bool {
    let names = denied.map { strdup($0) }
    defer { for name in names { free(name) } }
    let pointers = names.map { UnsafePointer($0) }
    return lockstep_deny_calls(pointers, UInt(pointers.count)) == 0
  }
}
