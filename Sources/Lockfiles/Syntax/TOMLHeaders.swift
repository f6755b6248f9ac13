/// The table headers of a TOML text, found without parsing it.
///
/// The parser keeps no places of tables, and it asserts that a header begins with a key instead of saying
/// that it does not (toml++ 3.4.0, `parse_key`); in a release build that is undefined behaviour. So headers
/// are looked at before it runs. Only text before the parser's first error matters: there both agree about
/// what is a string, a comment or a header.
struct TOMLHeaders {
  /// The lines of the headers `[[package]]`, in order.
  private(set) var packageLines: [Int] = []
  /// The first line with a header that has no key.
  private(set) var malformedLine: Int?

  private let bytes: [UInt8]
  private var index = 0
  private var line = 1

  init(_ text: String) {
    bytes = Array(text.utf8)
    scan()
  }

  private mutating func scan() {
    var depth = 0
    var isAtStart = true
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case 0x0A:
        line += 1
        isAtStart = true
        index += 1
        continue
      case UInt8(ascii: "#"):
        index = bytes[index...].firstIndex(of: 0x0A) ?? bytes.count
        continue
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        skipString(byte)
        isAtStart = false
        continue
      case UInt8(ascii: "["):
        if isAtStart && depth == 0 { readHeader() }
        depth += 1
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
      default: break
      }
      if !byte.isBlank { isAtStart = false }
      index += 1
    }
  }

  private mutating func readHeader() {
    var start = index + 1
    let isArray = start < bytes.count && bytes[start] == UInt8(ascii: "[")
    if isArray { start += 1 }
    let rest = bytes[start...].drop { $0 == 0x20 || $0 == 0x09 }
    guard let first = rest.first else { return }
    // A bare key, a quoted one, or the `]` that the parser complains about in words.
    let isKey =
      first.isLetter || first.isDigit || first == UInt8(ascii: "_") || first == UInt8(ascii: "-")
      || first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") || first == UInt8(ascii: "]")
    if !isKey && malformedLine == nil { malformedLine = line }
    let key = rest.prefix { $0.isNameByte }
    let behind = bytes[key.endIndex...].drop { $0 == 0x20 || $0 == 0x09 }
    if isArray && key.elementsEqual("package".utf8) && behind.starts(with: "]]".utf8) { packageLines.append(line) }
  }

  /// From an opening quote to behind the closing one; a string on one line ends with the line at the latest.
  private mutating func skipString(_ quote: UInt8) {
    let isLong = bytes[index...].starts(with: [quote, quote, quote])
    index += isLong ? 3 : 1
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\\") && quote == UInt8(ascii: "\"") {
        if index + 1 < bytes.count, bytes[index + 1] == 0x0A { line += 1 }
        index += 2
      } else if byte == 0x0A {
        guard isLong else { return }
        line += 1
        index += 1
      } else if byte != quote {
        index += 1
      } else if !isLong {
        index += 1
        return
      } else if bytes[index...].starts(with: [quote, quote, quote]) {
        // Up to two more quotes belong to the string.
        let run = bytes[index...].prefix(5).prefix { $0 == quote }
        index = run.endIndex
        return
      } else {
        index += 1
      }
    }
  }
}
