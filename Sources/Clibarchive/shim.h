// libarchive, and the file types whose macros have casts that Swift does not import.
#include <archive.h>
#include <archive_entry.h>

enum lockstep_archive_type {
  lockstep_archive_file = AE_IFREG,
  lockstep_archive_link = AE_IFLNK,
  lockstep_archive_directory = AE_IFDIR,
  lockstep_archive_fifo = AE_IFIFO,
  lockstep_archive_character_device = AE_IFCHR,
  lockstep_archive_block_device = AE_IFBLK,
};

/// archive_set_error is variadic in C.
static inline void lockstep_archive_error(struct archive *archive, int code) {
  archive_set_error(archive, code, "the input could not be read");
}
