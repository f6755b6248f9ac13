// What Swift cannot express of libseccomp: variadic functions and macros with arguments.
#include <errno.h>
#include <seccomp.h>

/// From now on every thread of the calling process gets EPERM for the system calls `names`; one that this kernel or
/// machine does not have is passed over. 0, or a negative errno.
static inline int lockstep_deny_calls(const char *const *names, unsigned long count) {
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
  if (!filter) return -ENOMEM;
  int code = seccomp_attr_set(filter, SCMP_FLTATR_CTL_TSYNC, 1);
  for (unsigned long index = 0; code == 0 && index < count; ++index) {
    int number = seccomp_syscall_resolve_name(names[index]);
    if (number == __NR_SCMP_ERROR) continue;
    code = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), number, 0);
    if (code == -EDOM) code = 0;
  }
  if (code == 0) code = seccomp_load(filter);
  seccomp_release(filter);
  return code;
}
