// Linux calls that Swift cannot express, as prctl, which is variadic in C, or that its Glibc module leaves out.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/xattr.h>
#include <termios.h>
#include <unistd.h>

/// Neither the calling process nor its children can gain privileges through set-id programs.
static inline int lockstep_no_new_privileges(void) { return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); }

/// 1 when the calling process can gain no privileges.
static inline int lockstep_has_no_new_privileges(void) { return prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0); }

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

/// Namespaces that a process leaves for new ones.
enum lockstep_namespace {
  lockstep_namespace_user = 0x10000000,
  lockstep_namespace_host = 0x04000000,
  lockstep_namespace_network = 0x40000000,
};

/// Moves the calling thread, which must be the only one, into new namespaces; -1 with errno on failure.
static inline int lockstep_unshare(int namespaces) { return (int)syscall(SYS_unshare, namespaces); }

/// Names the host and its domain in the calling process's namespace; -1 with errno on failure.
static inline int lockstep_name_host(const char *host, const char *domain) {
  if (syscall(SYS_sethostname, host, strlen(host)) != 0) return -1;
  return (int)syscall(SYS_setdomainname, domain, strlen(domain));
}

/// Lets the calling process and its children run on the first processor it may use now, and on no other.
static inline int lockstep_use_one_processor(void) {
  unsigned long mask[128] = {0};
  long size = syscall(SYS_sched_getaffinity, 0, sizeof mask, mask);
  if (size < 0) return -1;
  int found = 0;
  for (unsigned long word = 0; word < sizeof mask / sizeof *mask; ++word) {
    if (!found && mask[word]) {
      mask[word] &= -mask[word];
      found = 1;
    } else {
      mask[word] = 0;
    }
  }
  return (int)syscall(SYS_sched_setaffinity, 0, sizeof mask, mask);
}

/// Turns address-space randomisation off for programs that the calling process starts from now on.
static inline int lockstep_fix_addresses(void) {
  long now = syscall(SYS_personality, 0xffffffffUL);
  return now < 0 ? -1 : (int)syscall(SYS_personality, (unsigned long)now | 0x0040000UL /* ADDR_NO_RANDOMIZE */);
}

/// Whether the calling process was started without address-space randomisation.
static inline int lockstep_addresses_are_fixed(void) {
  return (syscall(SYS_personality, 0xffffffffUL) & 0x0040000L) != 0;
}

/// Gives up all groups, then becomes the user; -1 with errno on failure.
static inline int lockstep_become(unsigned user, unsigned group) {
  if (syscall(SYS_setgroups, 0, 0) != 0) return -1;
  if (syscall(SYS_setresgid, group, group, group) != 0) return -1;
  return (int)syscall(SYS_setresuid, user, user, user);
}

/// Opens a new terminal and gives the descriptor of its inner side, which becomes the calling process's controlling
/// terminal; the outer side stays open as `*outer`. -1 with errno on failure.
static inline int lockstep_open_terminal(int *outer) {
  int master = open("/dev/ptmx", O_RDWR | O_NOCTTY);
  if (master < 0) return -1;
  int unlock = 0;
  unsigned number = 0;
  if (ioctl(master, TIOCSPTLCK, &unlock) != 0 || ioctl(master, TIOCGPTN, &number) != 0) return -1;
  char name[32];
  snprintf(name, sizeof name, "/dev/pts/%u", number);
  int inner = open(name, O_RDWR | O_NOCTTY);
  if (inner >= 0) (void)ioctl(inner, TIOCSCTTY, 0);
  *outer = master;
  return inner;
}

#include <signal.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>

/// The version of Landlock that the kernel offers; 0 when it has none. Source: kernel, landlock.rst.
static inline int lockstep_landlock_version(void) {
  long version = syscall(444 /* landlock_create_ruleset */, (void *)0, 0, 1u /* LANDLOCK_CREATE_RULESET_VERSION */);
  return version < 0 ? 0 : (int)version;
}

/// The rights to change files that `version` of Landlock can take away. Source: kernel, include/uapi/linux/landlock.h.
static inline uint64_t lockstep_landlock_writes(int version) {
  // WRITE_FILE, REMOVE_DIR, REMOVE_FILE, MAKE_CHAR to MAKE_SYM; REFER from 2 on, TRUNCATE from 3 on.
  uint64_t rights = 1u << 1 | 1u << 4 | 1u << 5 | 1u << 6 | 1u << 7 | 1u << 8 | 1u << 9 | 1u << 10 | 1u << 11 | 1u << 12;
  if (version >= 2) rights |= 1u << 13;
  if (version >= 3) rights |= 1u << 14;
  return rights;
}

/// A set of rules that allows no change to any file; a descriptor, or -1 with errno.
static inline int lockstep_landlock_begin(int version) {
  struct { uint64_t files, network; } rules = {lockstep_landlock_writes(version), 0};
  return (int)syscall(444, &rules, version >= 4 ? 16 : 8, 0u);
}

/// Allows changes to what `path` names: all of them below a directory, writing where it is a file. -1 with errno.
static inline int lockstep_landlock_allow(int rules, int version, const char *path) {
  struct __attribute__((packed)) { uint64_t rights; int32_t parent; } rule;
  int place = open(path, 010000000 /* O_PATH */ | O_CLOEXEC);
  if (place < 0) return -1;
  struct stat info;
  rule.rights = lockstep_landlock_writes(version);
  if (fstat(place, &info) == 0 && !S_ISDIR(info.st_mode)) rule.rights &= 1u << 1 | 1u << 14;
  rule.parent = place;
  int code = (int)syscall(445 /* landlock_add_rule */, rules, 1 /* LANDLOCK_RULE_PATH_BENEATH */, &rule, 0u);
  close(place);
  return code;
}

/// Holds the calling thread and all that it starts from now on to the rules; -1 with errno. Closes `rules`.
static inline int lockstep_landlock_enforce(int rules) {
  int code = (int)syscall(446 /* landlock_restrict_self */, rules, 0u);
  close(rules);
  return code;
}

/// Closes all descriptors from 3 on; -1 with errno.
static inline int lockstep_close_inherited(void) { return (int)syscall(436 /* close_range */, 3u, ~0u, 0u); }

/// The status with which a worker ends that has no memory left below its limit.
enum { lockstep_out_of_memory = 9 };

static inline void lockstep_on_fault(int number) {
  // A failed allocation ends a Swift program like any other fault. It was one if a quarter of the limit is not to be had.
  struct rlimit limit;
  if (getrlimit(RLIMIT_DATA, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY) {
    void *more = mmap(0, limit.rlim_cur / 4, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (more == MAP_FAILED && errno == ENOMEM) _exit(lockstep_out_of_memory);
  }
  signal(number, SIG_DFL);
  raise(number);
}

/// From now on a fault that comes of the limit on memory ends the process with `lockstep_out_of_memory`.
static inline void lockstep_tell_memory_faults(void) {
  signal(SIGILL, lockstep_on_fault);
  signal(SIGTRAP, lockstep_on_fault);
  signal(SIGABRT, lockstep_on_fault);
  signal(SIGSEGV, lockstep_on_fault);
  signal(SIGBUS, lockstep_on_fault);
}

/// A descriptor that becomes readable when the process ends; -1 where the kernel has none (before 5.3).
static inline int lockstep_watch_process(int process) { return (int)syscall(434 /* pidfd_open */, process, 0u); }

/// Makes the calling process the parent of whatever its descendants leave behind.
static inline int lockstep_adopt_orphans(void) { return prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); }

#include <spawn.h>

// glibc declares these for its own extensions only, which Swift's module of it is built without.
extern int pipe2(int ends[2], int flags);
extern int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *actions, const char *path);

/// A pipe that programs started from here do not inherit: where to read, where to write; -1 with errno on failure.
static inline int lockstep_pipe(int *ends) { return pipe2(ends, O_CLOEXEC); }

/// Lets the program that is to be started run in `path`; gives an error number.
static inline int lockstep_spawn_in(posix_spawn_file_actions_t *actions, const char *path) {
  return posix_spawn_file_actions_addchdir_np(actions, path);
}

#include <pthread.h>

// glibc's, which declares it for GNU sources alone.
extern int pthread_setattr_default_np(const pthread_attr_t *);

/// Gives threads that are made from now on stacks of `bytes`.
static inline void lockstep_set_stack_size(size_t bytes) {
  pthread_attr_t attributes;
  if (pthread_attr_init(&attributes) != 0) return;
  if (pthread_attr_setstacksize(&attributes, bytes) == 0) pthread_setattr_default_np(&attributes);
  pthread_attr_destroy(&attributes);
}

#include <sys/timex.h>

/// 1 when the kernel was told that something keeps its clock right, 0 when not, -1 when it cannot be told.
static inline int lockstep_clock_is_synchronised(void) {
  struct timex state = {0};
  if (adjtimex(&state) < 0) return -1;
  return (state.status & STA_UNSYNC) ? 0 : 1;
}
