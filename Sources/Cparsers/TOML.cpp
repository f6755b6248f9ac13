#include <algorithm>
#include <cctype>
#include <stdexcept>

// A broken assumption of the library, such as a header without a key, ends the reading, not the program.
#define TOML_ASSERT(x) \
  do { \
    if (!(x)) throw std::logic_error(#x); \
  } while (0)
#define TOML_HEADER_ONLY 1
#define TOML_ENABLE_FORMATTERS 0
#define TOML_ENABLE_WINDOWS_COMPAT 0
#include <toml++/toml.h>

#include "Tape.hpp"

namespace {

using lockstep::ReadingError;
using lockstep::Tape;

void walk(const toml::node &node, Tape &tape) {
  const size_t line = node.source().begin.line;
  switch (node.type()) {
    case toml::node_type::table:
      tape.begin(lockstep_event_begin_table, line);
      for (const auto &[key, value] : *node.as_table()) {
        tape.add(lockstep_event_key, key.source().begin.line, key.str());
        walk(value, tape);
      }
      tape.end(lockstep_event_end_table, line);
      break;
    case toml::node_type::array:
      tape.begin(lockstep_event_begin_array, line);
      for (const auto &item : *node.as_array()) walk(item, tape);
      tape.end(lockstep_event_end_array, line);
      break;
    case toml::node_type::string: tape.add(lockstep_event_string, line, node.as_string()->get()); break;
    case toml::node_type::integer:
      tape.add(lockstep_event_number, line, std::to_string(node.as_integer()->get()));
      break;
    case toml::node_type::floating_point: {
      char text[64];
      snprintf(text, sizeof text, "%.17g", node.as_floating_point()->get());
      tape.add(lockstep_event_number, line, text);
      break;
    }
    case toml::node_type::boolean:
      tape.add(node.as_boolean()->get() ? lockstep_event_true : lockstep_event_false, line);
      break;
    default: tape.add(lockstep_event_date, line); break;
  }
}

/// Refuses keys of very many parts: the library recurses once a part when it frees them.
void refuse_deep_keys(std::string_view text, size_t most) {
  size_t dots = 0, line = 1;
  for (const char byte : text) {
    switch (byte) {
      case '.':
        if (++dots > most) throw ReadingError(line, "nested more than " + std::to_string(most) + " levels deep");
        break;
      case '\n': ++line; [[fallthrough]];
      case '=': case ',': case '{': case '"': case '\'': case ' ': dots = 0; break;
      default: break;
    }
  }
}

/// The line of the first header that begins with no key; 0 when there is none.
size_t line_of_header_without_key(std::string_view text) {
  size_t line = 1;
  while (!text.empty()) {
    const std::string_view whole = text.substr(0, text.find('\n'));
    std::string_view rest = whole.substr(std::min(whole.find_first_not_of(" \t"), whole.size()));
    for (int brackets = 0; brackets < 2 && !rest.empty() && rest[0] == '['; ++brackets) rest.remove_prefix(1);
    if (rest.size() < whole.size()) {
      rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size()));
      const bool is_header = whole.find('[') < whole.size() - rest.size();
      const char first = rest.empty() ? '\n' : rest[0];
      if (is_header && !std::isalnum(static_cast<unsigned char>(first)) && !std::strchr("_-\"'", first)) return line;
    }
    text.remove_prefix(std::min(whole.size() + 1, text.size()));
    ++line;
  }
  return 0;
}

}  // namespace

lockstep_tape *lockstep_tape_toml(const char *text, size_t length, lockstep_tape_limits limits) {
  return lockstep::TapeOwner::of(limits, [=](Tape &tape) {
    try {
      refuse_deep_keys({text, length}, 2000);
      const toml::table table = toml::parse(std::string_view(text, length));
      walk(table, tape);
    } catch (const toml::parse_error &error) {
      throw ReadingError(error.source().begin.line, std::string(error.description()));
    } catch (const ReadingError &) {
      throw;
    } catch (const std::logic_error &) {
      throw ReadingError(line_of_header_without_key({text, length}), "a table header without a key");
    }
  });
}
