#include <cctype>

// A broken assumption of the library ends the reading, not the program.
#define RAPIDJSON_ASSERT(x) \
  do { \
    if (!(x)) throw std::logic_error(#x); \
  } while (0)
#include <stdexcept>

#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include "Tape.hpp"

namespace {

using lockstep::LineCounter;
using lockstep::ReadingError;
using lockstep::Tape;

struct Handler {
  Tape &tape;
  LineCounter &lines;
  const rapidjson::MemoryStream &stream;

  // The stream stands behind the value, but no string and no number goes over the end of a line.
  size_t line() { return lines.line(stream.Tell()); }

  bool add(lockstep_event_kind kind, std::string_view text = {}) {
    tape.add(kind, line(), text);
    return true;
  }

  bool Null() { return add(lockstep_event_null); }
  bool Bool(bool value) { return add(value ? lockstep_event_true : lockstep_event_false); }
  bool RawNumber(const char *text, rapidjson::SizeType length, bool) {
    return add(lockstep_event_number, {text, length});
  }
  bool String(const char *text, rapidjson::SizeType length, bool) {
    return add(lockstep_event_string, {text, length});
  }
  bool Key(const char *text, rapidjson::SizeType length, bool) { return add(lockstep_event_key, {text, length}); }
  bool StartObject() { return begin(lockstep_event_begin_table); }
  bool EndObject(rapidjson::SizeType) { return end(lockstep_event_end_table); }
  bool StartArray() { return begin(lockstep_event_begin_array); }
  bool EndArray(rapidjson::SizeType) { return end(lockstep_event_end_array); }

  // Numbers come as text; these are never called, but the interface has them.
  bool Int(int) { return false; }
  bool Uint(unsigned) { return false; }
  bool Int64(int64_t) { return false; }
  bool Uint64(uint64_t) { return false; }
  bool Double(double) { return false; }

  bool begin(lockstep_event_kind kind) {
    tape.begin(kind, line());
    return true;
  }
  bool end(lockstep_event_kind kind) {
    tape.end(kind, line());
    return true;
  }
};

template <unsigned flags>
void read(const char *text, size_t length, Tape &tape) {
  rapidjson::MemoryStream stream(text, length);
  LineCounter lines(text);
  Handler handler{tape, lines, stream};
  rapidjson::Reader reader;
  const auto result = reader.Parse<flags>(stream, handler);
  if (result.IsError()) {
    std::string message = rapidjson::GetParseError_En(result.Code());
    if (!message.empty()) message[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(message[0])));
    while (!message.empty() && message.back() == '.') message.pop_back();
    throw ReadingError(LineCounter(text).line(result.Offset() < length ? result.Offset() : length), message);
  }
  // The library takes a NUL for the end.
  if (stream.Tell() < length) throw ReadingError(LineCounter(text).line(stream.Tell()), "a NUL character");
}

}  // namespace

lockstep_tape *lockstep_tape_json(const char *text, size_t length, bool relaxed, lockstep_tape_limits limits) {
  return lockstep::TapeOwner::of(limits, [=](Tape &tape) {
    // Iterative: the depth of nesting is not bounded by the stack.
    constexpr unsigned strict = rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag;
    constexpr unsigned loose = strict | rapidjson::kParseCommentsFlag | rapidjson::kParseTrailingCommasFlag;
    try {
      if (relaxed)
        read<loose>(text, length, tape);
      else
        read<strict>(text, length, tape);
    } catch (const std::logic_error &) {
      throw ReadingError(0, "the JSON reader met what it does not expect");
    }
  });
}
