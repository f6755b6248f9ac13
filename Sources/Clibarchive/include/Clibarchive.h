// libarchive, loaded when it is first needed: it brings nine libraries with it. Also the file types whose macros have casts that Swift does not import.
#pragma once
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

/// Loads libarchive; no other function of this module may be called before that has succeeded.
///
/// Returns NULL, or why it cannot be loaded, as a string that stays.
const char *lockstep_archive_load(void);

/// archive_set_error is variadic in C.
void lockstep_archive_error(struct archive *archive, int code);
