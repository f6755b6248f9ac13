import TestSupport
import Testing

/// Pairs of one file's contents, and the codes that explain the difference.
struct FileCase: CustomTestStringConvertible, Sendable {
  var name: String
  var path = "file"
  var left: [UInt8]
  var right: [UInt8]
  var codes: [String]
  var values: String?
  /// Codes inside of archives.
  var inside: [String] = []

  var testDescription: String { name }

  init(
    _ name: String, _ left: [UInt8], _ right: [UInt8], _ codes: [String], values: String? = nil,
    inside: [String] = [], path: String = "file"
  ) {
    (self.name, self.left, self.right, self.codes) = (name, left, right, codes)
    (self.values, self.inside, self.path) = (values, inside, path)
  }

  init(
    _ name: String, _ left: String, _ right: String, _ codes: [String], values: String? = nil, inside: [String] = []
  ) {
    self.init(name, Array(left.utf8), Array(right.utf8), codes, values: values, inside: inside)
  }

  static let texts: [FileCase] = [
    FileCase("CRLF", "a\nb\n", "a\r\nb\r\n", ["eol.crlf"], values: "LF vs CRLF"),
    FileCase("one line", "a\n", "a\r\n", ["eol.crlf"]),
    FileCase("mixed", "a\nb\r\nc\n", "a\nb\nc\n", ["eol.crlf"], values: "CRLF and LF vs LF"),
    FileCase("CR alone is content", "a\rb\n", "a\nb\n", ["content"]),
    FileCase("CRLF and a letter", "a\nb\n", "a\r\nc\r\n", ["content"]),
    FileCase("BOM", "\u{FEFF}a\n", "a\n", ["text.bom"], values: "with vs without"),
    FileCase("BOM in the middle is content", "a\u{FEFF}\n", "a\n", ["content"]),
    FileCase("final newline", "a\nb", "a\nb\n", ["text.final-newline"], values: "0 vs 1 newlines at the end"),
    FileCase("newline at the beginning is content", "\na", "a", ["content"]),
    FileCase("several newlines", "a\n\n\n", "a\n", ["text.final-newline"]),
    FileCase("blank at the end is content", "a \n", "a\n", ["content"]),
    FileCase("final newline of CRLF", "a\r\nb\r\n", "a\r\nb", ["text.final-newline"]),
    FileCase("CRLF and final newline", "a\nb\n", "a\r\nb", ["eol.crlf", "text.final-newline"]),
    FileCase("all three", "\u{FEFF}a\r\nb", "a\nb\n", ["eol.crlf", "text.bom", "text.final-newline"]),
    FileCase("ident", "x $Id$\n", "x $Id: 01ab $\n", ["attributes.filter"]),
    FileCase("ident and CRLF", "x $Id$\ny\n", "x $Id: 01ab $\r\ny\r\n", ["eol.crlf", "attributes.filter"]),
    FileCase("another keyword is content", "x $Rev$\n", "x $Rev: 1 $\n", ["content"]),
    FileCase("an open keyword is content", "x $Id$\n", "x $Id: 1\n", ["content"]),
    FileCase(
      "UTF-16", Array("aé\n".utf8), [0xFF, 0xFE, 0x61, 0, 0xE9, 0, 0x0A, 0], ["attributes.filter"],
      values: "UTF-8 vs UTF-16LE"),
    FileCase("other text in UTF-16", Array("b\n".utf8), [0xFF, 0xFE, 0x61, 0, 0x0A, 0], ["content"]),
    FileCase("empty and not", "", "\n", ["text.final-newline"]),
    FileCase("content", "a", "b", ["content"]),
  ]

  /// A .pyc: the four bytes of a version, flags, time of the source, its size, code.
  private static func compiled(flags: UInt8 = 0, time: UInt8, code: UInt8 = 7) -> [UInt8] {
    [0xA7, 0x0D, 0x0D, 0x0A, flags, 0, 0, 0, time, 0, 0, 0x65, 9, 0, 0, 0, 0xE3, code, 0, 1]
  }

  static let archives: [FileCase] = [
    FileCase("pyc", compiled(time: 1), compiled(time: 2), ["pyc.mtime"], path: "m.cpython-311.pyc"),
    FileCase("pyc of other code", compiled(time: 1), compiled(time: 2, code: 8), ["content"], path: "m.pyc"),
    FileCase("pyc by hash", compiled(flags: 1, time: 1), compiled(flags: 1, time: 2), ["content"], path: "m.pyc"),
    FileCase("no pyc by its name", compiled(time: 1), compiled(time: 2), ["content"], path: "m.bin"),

    FileCase("gzip time", gzip("a"), gzip("a", modified: 1_700_000_000), ["gzip.header"]),
    FileCase("gzip name", gzip("a"), gzip("a", name: "x"), ["gzip.header"], values: "name none vs x"),
    FileCase("gzip level", gzip("aaaa"), gzip("aaaa", level: 2, blockSize: 2), ["archive.encoding"]),
    FileCase(
      "gzip time and level", gzip("aaaa"), gzip("aaaa", modified: 5, blockSize: 2),
      ["gzip.header", "archive.encoding"]),
    FileCase("gzip content", gzip("a"), gzip("b"), ["archive.member"], inside: ["content"]),
    FileCase("gzip line ends", gzip("a\nb\n"), gzip("a\r\nb\r\n"), ["archive.member"], inside: ["eol.crlf"]),
    FileCase("cut off gzip", gzip("a"), Array(gzip("a").dropLast(9)), ["content"]),
    FileCase("gzip and not", gzip("a"), Array("a".utf8), ["content"]),

    FileCase(
      "tar time", tar(("a", 1)), tar(("a", 2)), ["archive.mtime"],
      values: "1970-01-01T00:00:01Z vs 1970-01-01T00:00:02Z"),
    FileCase("tar order", tar(("a", 1), ("b", 1)), tar(("b", 1), ("a", 1)), ["archive.order"]),
    FileCase("tar owner", tar { $0.add("a") }, tar { $0.add("a", user: 5) }, ["archive.owner"], values: "0:0 vs 5:0"),
    FileCase("tar owner's name", tar { $0.add("a") }, tar { $0.add("a", userName: "ann") }, ["archive.owner"]),
    FileCase(
      "tar mode", tar { $0.add("a") }, tar { $0.add("a", mode: 0o664) }, ["archive.mode"], values: "0644 vs 0664"),
    FileCase(
      "tar member added", tar(("a", 1)), tar(("a", 1), ("b", 1)), ["archive.member"], inside: ["path.added"]),
    FileCase(
      "tar member removed", tar(("b", 1), ("a", 1)), tar(("a", 1)), ["archive.member"], inside: ["path.removed"]),
    FileCase(
      "tar link", tar { $0.add("l", type: "2", link: "a") }, tar { $0.add("l", type: "2", link: "b") },
      ["archive.member"], inside: ["link.target"]),
    FileCase(
      "tar content", tar { $0.add("a", content: Array("x\ny\n".utf8)) },
      tar { $0.add("a", content: Array("x\r\ny\r\n".utf8)) }, ["archive.member"], inside: ["eol.crlf"]),
    FileCase(
      "tar padding", tar(("a", 1)), tar(("a", 1)) + [UInt8](repeating: 0, count: 512), ["archive.encoding"]),
    FileCase("damaged tar", tar(("a", 1)), Array(tar(("a", 2)).prefix(300)), ["content"]),
    FileCase(
      "tar.gz", GzipBytes.file(tar(("a", 1), ("b", 1))), GzipBytes.file(tar(("b", 1), ("a", 2)), modified: 9),
      ["gzip.header", "archive.order", "archive.mtime"]),

    FileCase("zip time", zip { $0.add("a", [1]) }, zip { $0.add("a", [1], clock: 0x5842_0000) }, ["archive.mtime"]),
    FileCase("zip mode", zip { $0.add("a", [1]) }, zip { $0.add("a", [1], mode: 0o600) }, ["archive.mode"]),
    FileCase("zip extra", zip { $0.add("a", [1]) }, zip { $0.add("a", [1], extra: [9, 9, 1, 0, 7]) }, ["zip.extra"]),
    FileCase("zip comment", zip { $0.add("a", [1]) }, zip { $0.add("a", [1], comment: "x") }, ["zip.extra"]),
    FileCase(
      "zip order",
      zip {
        $0.add("a", [1]); $0.add("b", [])
      },
      zip {
        $0.add("b", []); $0.add("a", [1])
      },
      ["archive.order"]),
    FileCase(
      "zip content", zip { $0.add("a", [1]) }, zip { $0.add("a", [2]) }, ["archive.member"], inside: ["content"]),
    FileCase(
      "pyc in zip", zip { $0.add("a.pyc", compiled(time: 1)) }, zip { $0.add("a.pyc", compiled(time: 2)) },
      ["archive.member"], inside: ["pyc.mtime"]),
    FileCase(
      "tar in zip", zip { $0.add("a.tar", tar(("x", 1))) }, zip { $0.add("a.tar", tar(("x", 2))) },
      ["archive.member"], inside: ["archive.mtime"]),
    FileCase("zip and tar", zip { $0.add("a", [1]) }, tar(("a", 1)), ["content"]),
  ]

  static func gzip(
    _ text: String, modified: Int = 0, name: String? = nil, level: UInt8 = 0, blockSize: Int = 100
  ) -> [UInt8] {
    GzipBytes.file(Array(text.utf8), modified: modified, name: name, level: level, blockSize: blockSize)
  }

  static func tar(_ make: (inout TarBytes) -> Void) -> [UInt8] {
    var tar = TarBytes()
    make(&tar)
    return tar.finished
  }

  static func tar(_ members: (name: String, time: Int)...) -> [UInt8] {
    tar { for member in members { $0.add(member.name, modified: member.time, content: [1, 2]) } }
  }

  static func zip(_ make: (inout ZipBytes) -> Void) -> [UInt8] {
    var zip = ZipBytes()
    make(&zip)
    return zip.finished
  }
}
