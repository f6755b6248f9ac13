// libgit2, loaded when it is first needed: it brings fifteen libraries with it, and half of the commands do without.
// Also the few of its calls Swift cannot express: git_libgit2_opts is variadic in C.
#pragma once
#include <git2.h>
#include <git2/sys/index.h>
#include <git2/sys/mempack.h>
#include <git2/sys/odb_backend.h>
#include <git2/sys/repository.h>

/// Loads libgit2; no other function of this module may be called before that has succeeded.
///
/// Returns NULL, or why it cannot be loaded, as a string that stays.
const char *lockstep_git_load(void);

int lockstep_git_set_search_path(int level, const char *path);
int lockstep_git_enable_strict_hash_verification(int enabled);
int lockstep_git_enable_caching(int enabled);
int lockstep_git_set_owner_validation(int enabled);
int lockstep_git_set_extensions(const char **names, size_t count);
int lockstep_git_enable_fsync(int enabled);
