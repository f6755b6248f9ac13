#include "Clibarchive.h"

#include <dlfcn.h>
#include <stddef.h>

// What Swift calls of libarchive, with the types of its headers: a wrong one does not compile.
#define FUNCTIONS(F) \
  F(__LA_MODE_T, archive_entry_filetype, (struct archive_entry *a0), (a0)) \
  F(la_int64_t, archive_entry_gid, (struct archive_entry *a0), (a0)) \
  F(const char *, archive_entry_gname, (struct archive_entry *a0), (a0)) \
  F(const char *, archive_entry_hardlink, (struct archive_entry *a0), (a0)) \
  F(time_t, archive_entry_mtime, (struct archive_entry *a0), (a0)) \
  F(int, archive_entry_mtime_is_set, (struct archive_entry *a0), (a0)) \
  F(long, archive_entry_mtime_nsec, (struct archive_entry *a0), (a0)) \
  F(const char *, archive_entry_pathname, (struct archive_entry *a0), (a0)) \
  F(__LA_MODE_T, archive_entry_perm, (struct archive_entry *a0), (a0)) \
  F(dev_t, archive_entry_rdevmajor, (struct archive_entry *a0), (a0)) \
  F(dev_t, archive_entry_rdevminor, (struct archive_entry *a0), (a0)) \
  F(la_int64_t, archive_entry_size, (struct archive_entry *a0), (a0)) \
  F(const char *, archive_entry_symlink, (struct archive_entry *a0), (a0)) \
  F(la_int64_t, archive_entry_uid, (struct archive_entry *a0), (a0)) \
  F(const char *, archive_entry_uname, (struct archive_entry *a0), (a0)) \
  F(int, archive_entry_xattr_next, (struct archive_entry *a0, const char **a1, const void **a2, size_t *a3), (a0, \
    a1, a2, a3)) \
  F(int, archive_entry_xattr_reset, (struct archive_entry *a0), (a0)) \
  F(int, archive_errno, (struct archive *a0), (a0)) \
  F(const char *, archive_error_string, (struct archive *a0), (a0)) \
  F(int, archive_filter_count, (struct archive *a0), (a0)) \
  F(const char *, archive_filter_name, (struct archive *a0, int a1), (a0, a1)) \
  F(int, archive_format, (struct archive *a0), (a0)) \
  F(la_ssize_t, archive_read_data, (struct archive *a0, void *a1, size_t a2), (a0, a1, a2)) \
  F(int, archive_read_free, (struct archive *a0), (a0)) \
  F(struct archive *, archive_read_new, (void), ()) \
  F(int, archive_read_next_header, (struct archive *a0, struct archive_entry **a1), (a0, a1)) \
  F(int, archive_read_open, (struct archive *a0, void *a1, archive_open_callback *a2, archive_read_callback *a3, \
    archive_close_callback *a4), (a0, a1, a2, a3, a4)) \
  F(int, archive_read_set_seek_callback, (struct archive *a0, archive_seek_callback *a1), (a0, a1)) \
  F(int, archive_read_support_filter_bzip2, (struct archive *a0), (a0)) \
  F(int, archive_read_support_filter_gzip, (struct archive *a0), (a0)) \
  F(int, archive_read_support_filter_xz, (struct archive *a0), (a0)) \
  F(int, archive_read_support_filter_zstd, (struct archive *a0), (a0)) \
  F(int, archive_read_support_format_raw, (struct archive *a0), (a0)) \
  F(int, archive_read_support_format_tar, (struct archive *a0), (a0)) \
  F(int, archive_read_support_format_zip, (struct archive *a0), (a0))

#define POINTER(result, name, parameters, arguments) static __typeof__(name) *load_##name;
FUNCTIONS(POINTER)
static void (*load_archive_set_error)(struct archive *archive, int code, const char *format, ...);

// Takes the place of the library's function for those who are linked with this file.
#define FORWARD(result, name, parameters, arguments) \
  result name parameters { return load_##name arguments; }
FUNCTIONS(FORWARD)

const char *lockstep_archive_load(void) {
  // Its interface has been that of version 13 since libarchive 3.0.
  void *library = dlopen("libarchive.so.13", RTLD_NOW | RTLD_LOCAL);
  if (!library) return dlerror();
#define LOAD(result, name, parameters, arguments) \
  if (!(load_##name = (__typeof__(name) *)dlsym(library, #name))) return "libarchive lacks " #name;
  FUNCTIONS(LOAD)
  load_archive_set_error = (void (*)(struct archive *, int, const char *, ...))dlsym(library, "archive_set_error");
  return load_archive_set_error ? NULL : "libarchive lacks archive_set_error";
}

void lockstep_archive_error(struct archive *archive, int code) {
  load_archive_set_error(archive, code, "the input could not be read");
}
