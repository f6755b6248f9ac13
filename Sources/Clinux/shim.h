// Linux calls that Swift cannot express: prctl is variadic in C.
#include <signal.h>
#include <sys/prctl.h>

/// The calling process ends when its parent does.
static inline int lockstep_die_with_parent(void) { return prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0); }

/// Neither the calling process nor its children can gain privileges through set-id programs.
static inline int lockstep_no_new_privileges(void) { return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); }
