// Linux calls that Swift cannot express, as prctl, which is variadic in C, or that its Glibc module leaves out.
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/xattr.h>
#include <unistd.h>

/// Neither the calling process nor its children can gain privileges through set-id programs.
static inline int lockstep_no_new_privileges(void) { return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); }

/// A file without a name that exists in memory as long as somebody has it open; -1 with errno on failure.
static inline int lockstep_memory_file(const char *label) {
  return (int)syscall(SYS_memfd_create, label, 1u /* MFD_CLOEXEC */);
}

#include <sys/vfs.h>

/// The magic number of the file system that the open file lies on; 0 when it cannot be told.
static inline unsigned long lockstep_file_system_type(int file) {
  struct statfs info;
  return fstatfs(file, &info) == 0 ? (unsigned long)info.f_type : 0;
}
