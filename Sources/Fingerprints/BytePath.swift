/// A path relative to some root, held as the bytes the file system or git gave.
///
/// Components are separated by `/`; there is no leading slash and no trailing slash. The empty path is
/// the root itself. Equality, hashing and order are those of the bytes: names that Unicode calls
/// equivalent stay different, and no locale takes part.
public struct BytePath: Hashable, Comparable, Sendable {
  public let bytes: [UInt8]

  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The UTF-8 bytes of `text`.
  public init(_ text: String) { bytes = Array(text.utf8) }

  public static let root = BytePath([])

  public var isRoot: Bool { bytes.isEmpty }

  public static func < (left: BytePath, right: BytePath) -> Bool {
    left.bytes.precedes(right.bytes)
  }

  /// The components from the root down; empty for the root.
  public var components: [BytePath] {
    bytes.split(separator: UInt8(ascii: "/")).map { BytePath(Array($0)) }
  }

  /// The bytes after the last slash.
  public var lastComponent: BytePath {
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return self }
    return BytePath(Array(bytes[(slash + 1)...]))
  }

  /// The path without its last component; the root's parent is the root.
  public var parent: BytePath {
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return .root }
    return BytePath(Array(bytes[..<slash]))
  }

  /// This path with one more component, or several when `name` holds slashes.
  public func appending(_ name: [UInt8]) -> BytePath {
    if bytes.isEmpty { return BytePath(name) }
    if name.isEmpty { return self }
    var joined = bytes
    joined.reserveCapacity(bytes.count + 1 + name.count)
    joined.append(UInt8(ascii: "/"))
    joined.append(contentsOf: name)
    return BytePath(joined)
  }

  public func appending(_ path: BytePath) -> BytePath { appending(path.bytes) }

  /// What is left of this path below `directory`, or nil when it is not below it.
  public func relative(to directory: BytePath) -> BytePath? {
    if directory.isRoot { return self }
    guard bytes.count > directory.bytes.count + 1, bytes.starts(with: directory.bytes),
      bytes[directory.bytes.count] == UInt8(ascii: "/")
    else { return nil }
    return BytePath(Array(bytes[(directory.bytes.count + 1)...]))
  }

  /// This path without `.`, without empty components and with every `..` taken up, by its text alone; nil when
  /// it leads above the root.
  public func normalised() -> BytePath? {
    var kept: [[UInt8]] = []
    for component in components.map(\.bytes) where component != [0x2E] {
      if component == [0x2E, 0x2E] {
        guard kept.popLast() != nil else { return nil }
      } else {
        kept.append(component)
      }
    }
    return BytePath(Array(kept.joined(separator: [UInt8(ascii: "/")])))
  }

  /// The path as text when its bytes are UTF-8, else nil.
  public var utf8Text: String? { String(validating: bytes, as: UTF8.self) }
}

extension [UInt8] {
  /// Byte order: the order of `memcmp`, the shorter first when one is the beginning of the other.
  @inlinable
  public func precedes(_ other: [UInt8]) -> Bool {
    let shared = Swift.min(count, other.count)
    var index = 0
    while index < shared {
      let left = self[index]
      let right = other[index]
      if left != right { return left < right }
      index += 1
    }
    return count < other.count
  }
}
