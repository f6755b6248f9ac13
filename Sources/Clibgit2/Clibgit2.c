#include "Clibgit2.h"

#include <dlfcn.h>
#include <stddef.h>

// What Swift calls of libgit2, with the types of its headers: a wrong one does not compile.
#define FUNCTIONS(F) \
  F(int, git_attr_get, (const char **value_out, git_repository *repo, uint32_t flags, const char *path, const char \
    *name), (value_out, repo, flags, path, name)) \
  F(git_attr_value_t, git_attr_value, (const char *attr), (attr)) \
  F(int, git_blob_create_from_buffer, (git_oid *id, git_repository *repo, const void *buffer, size_t len), (id, \
    repo, buffer, len)) \
  F(void, git_buf_dispose, (git_buf *buffer), (buffer)) \
  F(int, git_commit_create, (git_oid *id, git_repository *repo, const char *update_ref, const git_signature \
    *author, const git_signature *committer, const char *message_encoding, const char *message, const git_tree \
    *tree, size_t parent_count, const git_commit *parents[]), (id, repo, update_ref, author, committer, \
    message_encoding, message, tree, parent_count, parents)) \
  F(void, git_commit_free, (git_commit *commit), (commit)) \
  F(int, git_commit_lookup, (git_commit **commit, git_repository *repo, const git_oid *id), (commit, repo, id)) \
  F(int, git_config_add_file_ondisk, (git_config *cfg, const char *path, git_config_level_t level, const \
    git_repository *repo, int force), (cfg, path, level, repo, force)) \
  F(void, git_config_free, (git_config *cfg), (cfg)) \
  F(int, git_config_get_path, (git_buf *out, const git_config *cfg, const char *name), (out, cfg, name)) \
  F(int, git_config_get_string_buf, (git_buf *out, const git_config *cfg, const char *name), (out, cfg, name)) \
  F(int, git_config_new, (git_config **out), (out)) \
  F(void, git_error_clear, (void), ()) \
  F(const git_error *, git_error_last, (void), ()) \
  F(int, git_filter_list_apply_to_buffer, (git_buf *out, git_filter_list *filters, const char *in, size_t in_len), \
    (out, filters, in, in_len)) \
  F(void, git_filter_list_free, (git_filter_list *filters), (filters)) \
  F(int, git_filter_list_load, (git_filter_list **filters, git_repository *repo, git_blob *blob, const char *path, \
    git_filter_mode_t mode, uint32_t flags), (filters, repo, blob, path, mode, flags)) \
  F(int, git_ignore_path_is_ignored, (int *ignored, git_repository *repo, const char *path), (ignored, repo, path)) \
  F(int, git_index_add, (git_index *index, const git_index_entry *source_entry), (index, source_entry)) \
  F(size_t, git_index_entrycount, (const git_index *index), (index)) \
  F(void, git_index_free, (git_index *index), (index)) \
  F(const git_index_entry *, git_index_get_byindex, (git_index *index, size_t n), (index, n)) \
  F(int, git_index_new, (git_index **out), (out)) \
  F(int, git_index_open, (git_index **index, const char *index_path), (index, index_path)) \
  F(int, git_index_remove, (git_index *index, const char *path, int stage), (index, path, stage)) \
  F(int, git_index_remove_directory, (git_index *index, const char *dir, int stage), (index, dir, stage)) \
  F(int, git_index_write, (git_index *index), (index)) \
  F(int, git_index_write_tree_to, (git_oid *out, git_index *index, git_repository *repo), (out, index, repo)) \
  F(int, git_libgit2_init, (void), ()) \
  F(int, git_libgit2_version, (int *major, int *minor, int *rev), (major, minor, rev)) \
  F(void, git_object_free, (git_object *object), (object)) \
  F(int, git_object_lookup, (git_object **object, git_repository *repo, const git_oid *id, git_object_t type), \
    (object, repo, id, type)) \
  F(int, git_mempack_new, (git_odb_backend **out), (out)) \
  F(int, git_odb_add_backend, (git_odb *odb, git_odb_backend *backend, int priority), (odb, backend, priority)) \
  F(void, git_odb_free, (git_odb *db), (db)) \
  F(int, git_odb_new, (git_odb **out), (out)) \
  F(int, git_reference_create, (git_reference **out, git_repository *repo, const char *name, const git_oid *id, \
    int force, const char *log_message), (out, repo, name, id, force, log_message)) \
  F(void, git_reference_free, (git_reference *ref), (ref)) \
  F(int, git_reference_name_to_id, (git_oid *out, git_repository *repo, const char *name), (out, repo, name)) \
  F(void, git_repository_free, (git_repository *repo), (repo)) \
  F(int, git_repository_head_unborn, (git_repository *repo), (repo)) \
  F(int, git_repository_init, (git_repository **out, const char *path, unsigned is_bare), (out, path, is_bare)) \
  F(int, git_repository_open_ext, (git_repository **out, const char *path, unsigned int flags, const char \
    *ceiling_dirs), (out, path, flags, ceiling_dirs)) \
  F(int, git_repository_set_config, (git_repository *repo, git_config *config), (repo, config)) \
  F(int, git_repository_set_head, (git_repository *repo, const char *refname), (repo, refname)) \
  F(int, git_repository_set_index, (git_repository *repo, git_index *index), (repo, index)) \
  F(int, git_repository_wrap_odb, (git_repository **out, git_odb *odb), (out, odb)) \
  F(void, git_signature_free, (git_signature *sig), (sig)) \
  F(int, git_signature_new, (git_signature **out, const char *name, const char *email, git_time_t time, int \
    offset), (out, name, email, time, offset)) \
  F(int, git_tag_create, (git_oid *oid, git_repository *repo, const char *tag_name, const git_object *target, \
    const git_signature *tagger, const char *message, int force), (oid, repo, tag_name, target, tagger, message, \
    force)) \
  F(void, git_tree_free, (git_tree *tree), (tree)) \
  F(int, git_tree_lookup, (git_tree **out, git_repository *repo, const git_oid *id), (out, repo, id))

#define POINTER(result, name, parameters, arguments) static __typeof__(name) *load_##name;
FUNCTIONS(POINTER)
static int (*load_git_libgit2_opts)(int option, ...);

// Takes the place of the library's function for those who are linked with this file.
#define FORWARD(result, name, parameters, arguments) \
  result name parameters { return load_##name arguments; }
FUNCTIONS(FORWARD)

const char *lockstep_git_load(void) {
  // Of the version whose headers this is compiled with.
  void *library = dlopen("libgit2.so." LIBGIT2_SOVERSION, RTLD_NOW | RTLD_LOCAL);
  if (!library) return dlerror();
#define LOAD(result, name, parameters, arguments) \
  if (!(load_##name = (__typeof__(name) *)dlsym(library, #name))) return "libgit2 lacks " #name;
  FUNCTIONS(LOAD)
  load_git_libgit2_opts = (int (*)(int, ...))dlsym(library, "git_libgit2_opts");
  return load_git_libgit2_opts ? NULL : "libgit2 lacks git_libgit2_opts";
}

int lockstep_git_set_search_path(int level, const char *path) {
  return load_git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, path);
}
int lockstep_git_enable_strict_hash_verification(int enabled) {
  return load_git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, enabled);
}
int lockstep_git_enable_caching(int enabled) { return load_git_libgit2_opts(GIT_OPT_ENABLE_CACHING, enabled); }
int lockstep_git_set_owner_validation(int enabled) {
  return load_git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, enabled);
}
int lockstep_git_set_extensions(const char **names, size_t count) {
  return load_git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, names, count);
}
int lockstep_git_enable_fsync(int enabled) { return load_git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, enabled); }
