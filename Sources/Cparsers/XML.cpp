#include <dlfcn.h>
#include <expat.h>

#include "Tape.hpp"

namespace {

using lockstep::ReadingError;
using lockstep::Tape;

/// The functions of expat, with the types of its header: a wrong one does not compile.
struct Expat {
#define FUNCTIONS(F) \
  F(XML_ParserCreate) F(XML_ParserFree) F(XML_SetUserData) F(XML_SetElementHandler) F(XML_SetCharacterDataHandler) \
  F(XML_SetStartDoctypeDeclHandler) F(XML_Parse) F(XML_StopParser) F(XML_GetErrorCode) F(XML_ErrorString) \
  F(XML_GetCurrentLineNumber)
#define POINTER(name) decltype(&::name) name = nullptr;
  FUNCTIONS(POINTER)

  const char *missing = nullptr;

  Expat() {
    // Its interface has been that of version 1 since expat 2.0.
    void *library = dlopen("libexpat.so.1", RTLD_NOW | RTLD_LOCAL);
    if (!library) {
      missing = "expat cannot be loaded";
      return;
    }
#define LOAD(name) \
  if (!(name = reinterpret_cast<decltype(name)>(dlsym(library, #name)))) missing = "expat lacks " #name;
    FUNCTIONS(LOAD)
  }

  static const Expat &shared() {
    static const Expat expat;
    return expat;
  }
};

struct Reading {
  const Expat &expat;
  XML_Parser parser;
  Tape &tape;
  std::string text;
  size_t text_line = 0;
  /// What ended the reading; no exception may pass through C.
  std::string failure;
  size_t failure_line = 0;

  size_t line() const { return expat.XML_GetCurrentLineNumber(parser); }

  template <typename Body>
  void guarded(Body body) {
    if (!failure.empty()) return;
    try {
      body();
    } catch (const ReadingError &error) {
      fail(error.line, error.what());
    } catch (const std::bad_alloc &) {
      fail(line(), "no memory");
    }
  }

  void fail(size_t line, const char *message) {
    failure = message;
    failure_line = line;
    expat.XML_StopParser(parser, XML_FALSE);
  }

  void flush() {
    if (!text.empty()) tape.add(lockstep_event_string, text_line, text);
    text.clear();
  }

  static void start(void *data, const char *name, const char **attributes) {
    auto &self = *static_cast<Reading *>(data);
    self.guarded([&] {
      self.flush();
      const size_t line = self.line();
      self.tape.begin(lockstep_event_begin_table, line, name);
      for (; *attributes; attributes += 2) {
        self.tape.add(lockstep_event_key, line, attributes[0]);
        self.tape.add(lockstep_event_string, line, attributes[1]);
      }
    });
  }

  static void end(void *data, const char *) {
    auto &self = *static_cast<Reading *>(data);
    self.guarded([&] {
      self.flush();
      self.tape.end(lockstep_event_end_table, self.line());
    });
  }

  static void characters(void *data, const char *bytes, int length) {
    auto &self = *static_cast<Reading *>(data);
    self.guarded([&] {
      if (self.text.empty()) self.text_line = self.line();
      self.text.append(bytes, static_cast<size_t>(length));
    });
  }

  static void doctype(void *data, const char *, const char *, const char *, int) {
    auto &self = *static_cast<Reading *>(data);
    self.guarded([&] { throw ReadingError(self.line(), "a document type, which is not read"); });
  }
};

}  // namespace

lockstep_tape *lockstep_tape_xml(const char *text, size_t length, lockstep_tape_limits limits) {
  return lockstep::TapeOwner::of(limits, [=](Tape &tape) {
    const Expat &expat = Expat::shared();
    if (expat.missing) throw ReadingError(0, expat.missing);
    const XML_Parser parser = expat.XML_ParserCreate("UTF-8");
    if (!parser) throw std::bad_alloc();
    struct Free {
      const Expat &expat;
      XML_Parser parser;
      ~Free() { expat.XML_ParserFree(parser); }
    } free{expat, parser};
    Reading reading{expat, parser, tape, {}, 0, {}, 0};
    expat.XML_SetUserData(parser, &reading);
    expat.XML_SetElementHandler(parser, Reading::start, Reading::end);
    expat.XML_SetCharacterDataHandler(parser, Reading::characters);
    expat.XML_SetStartDoctypeDeclHandler(parser, Reading::doctype);
    // In pieces: its lengths are of type int.
    constexpr size_t piece = 1 << 24;
    for (size_t start = 0;; start += piece) {
      const size_t count = length - start < piece ? length - start : piece;
      const bool is_last = start + count >= length;
      const auto status = expat.XML_Parse(parser, text + start, static_cast<int>(count), is_last);
      if (!reading.failure.empty()) throw ReadingError(reading.failure_line, reading.failure);
      if (status != XML_STATUS_OK)
        throw ReadingError(reading.line(), expat.XML_ErrorString(expat.XML_GetErrorCode(parser)));
      if (is_last) break;
    }
  });
}

void lockstep_tape_free(lockstep_tape *tape) {
  if (tape) delete static_cast<lockstep::TapeOwner *>(tape->owner);
}
