// Texts in JSON, TOML and XML as tapes of events, read by RapidJSON, toml++ and expat: each event with its line.
// RapidJSON and toml++ are headers; expat is loaded when it is first needed.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum lockstep_event_kind {
  lockstep_event_null,
  lockstep_event_true,
  lockstep_event_false,
  /// Its text is the number as written.
  lockstep_event_number,
  lockstep_event_string,
  /// A TOML date or time.
  lockstep_event_date,
  /// A key of the table that is open, or the name of an attribute of the element that is.
  lockstep_event_key,
  lockstep_event_begin_array,
  lockstep_event_end_array,
  /// A table begins; in XML an element, whose name is the text.
  lockstep_event_begin_table,
  lockstep_event_end_table,
};

struct lockstep_event {
  /// Where its text begins in the tape's texts.
  uint64_t offset;
  uint32_t length;
  /// Counted from 1.
  uint32_t line;
  uint8_t kind;
};

struct lockstep_tape {
  struct lockstep_event *events;
  size_t count;
  /// The texts of all events, one behind the other, UTF-8.
  const char *texts;
  /// NULL when the text was read to its end.
  const char *error;
  /// The line of the error, counted from 1; 0 when it has no place.
  size_t error_line;
  void *owner;
};

struct lockstep_tape_limits {
  /// Levels of nesting.
  size_t depth;
  size_t events;
};

/// Reads JSON; with `relaxed`, comments and a comma behind the last item are let through.
///
/// Numbers of any size are read, NaN is not. Free the tape with lockstep_tape_free; NULL when memory ran out.
struct lockstep_tape *lockstep_tape_json(const char *text, size_t length, bool relaxed, struct lockstep_tape_limits);

/// Reads TOML 1.0. The keys of a table come in the order of their bytes.
struct lockstep_tape *lockstep_tape_toml(const char *text, size_t length, struct lockstep_tape_limits);

/// Reads XML without document types.
struct lockstep_tape *lockstep_tape_xml(const char *text, size_t length, struct lockstep_tape_limits);

void lockstep_tape_free(struct lockstep_tape *);

#ifdef __cplusplus
}
#endif
