// What the three readers write to.
#pragma once
#include <cstring>
#include <new>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "include/Cparsers.h"

namespace lockstep {

/// Ends a reading with a message and its place.
struct ReadingError : std::runtime_error {
  size_t line;
  ReadingError(size_t line, const std::string &message) : std::runtime_error(message), line(line) {}
};

class Tape {
 public:
  explicit Tape(lockstep_tape_limits limits) : limits_(limits) {}

  void add(lockstep_event_kind kind, size_t line, std::string_view text = {}) {
    if (events_.size() >= limits_.events)
      throw ReadingError(line, "more than " + std::to_string(limits_.events) + " values");
    events_.push_back({texts_.size(), static_cast<uint32_t>(text.size()), static_cast<uint32_t>(line),
                       static_cast<uint8_t>(kind)});
    texts_.append(text);
  }

  void begin(lockstep_event_kind kind, size_t line, std::string_view text = {}) {
    if (++depth_ > limits_.depth)
      throw ReadingError(line, "nested more than " + std::to_string(limits_.depth) + " levels deep");
    add(kind, line, text);
  }

  void end(lockstep_event_kind kind, size_t line) {
    --depth_;
    add(kind, line);
  }

  const lockstep_tape_limits &limits() const { return limits_; }

 private:
  friend struct TapeOwner;

  lockstep_tape_limits limits_;
  size_t depth_ = 0;
  std::vector<lockstep_event> events_;
  std::string texts_;
};

/// Keeps a tape as long as C holds it.
struct TapeOwner {
  Tape tape;
  std::string error;
  lockstep_tape result;

  /// Runs a reading and makes of it what C can hold; NULL when memory ran out.
  template <typename Reading>
  static lockstep_tape *of(lockstep_tape_limits limits, Reading reading) {
    TapeOwner *owner = nullptr;
    try {
      owner = new TapeOwner{Tape(limits), "", {}};
      lockstep_tape &result = owner->result;
      result.owner = owner;
      try {
        reading(owner->tape);
      } catch (const ReadingError &error) {
        owner->error = error.what();
        result.error_line = error.line;
        result.error = owner->error.c_str();
      }
      result.events = owner->tape.events_.data();
      result.count = owner->tape.events_.size();
      result.texts = owner->tape.texts_.data();
      return &result;
    } catch (const std::bad_alloc &) {
      delete owner;
      return nullptr;
    }
  }
};

/// Tells the line of a place, for places that only go forward.
class LineCounter {
 public:
  explicit LineCounter(const char *text) : text_(text) {}

  size_t line(size_t offset) {
    while (const void *found = counted_ < offset ? std::memchr(text_ + counted_, '\n', offset - counted_) : nullptr) {
      counted_ = static_cast<const char *>(found) - text_ + 1;
      ++line_;
    }
    if (offset > counted_) counted_ = offset;
    return line_;
  }

 private:
  const char *text_;
  size_t counted_ = 0;
  size_t line_ = 1;
};

}  // namespace lockstep
