internal import Fingerprints

extension ContentEntry {
  /// The bytes that come before a file's content when its record is hashed: keys and values without separators, the
  /// remains of a tar header. Neither the path nor any time is among them.
  ///
  /// Source: moby/buildkit, cache/contenthash/filehash.go, `NewFromStat`, and tarsum.go, `WriteV1TarsumHeaders`
  /// (H1, H3).
  public var recordHeader: [UInt8] {
    var header: [UInt8] = []
    header.reserveCapacity(96)
    func add(_ key: StaticString, _ value: some Sequence<UInt8> = EmptyCollection()) {
      key.withUTF8Buffer { header.append(contentsOf: $0) }
      header.append(contentsOf: value)
    }
    let fields = typeFields
    add("name")
    add("mode", String(mode).utf8)
    add("uid", String(userID).utf8)
    add("gid", String(groupID).utf8)
    add("size", String(fields.size).utf8)
    add("typeflag", [fields.flag])
    add("linkname", fields.linkName)
    add("uname")
    add("gname")
    add("devmajor", String(fields.major).utf8)
    add("devminor", String(fields.minor).utf8)
    for (name, value) in hashedAttributes {
      header += name
      header += value
    }
    return header
  }

  private struct TypeFields {
    var flag: UInt8
    var size: UInt64 = 0
    var linkName: [UInt8] = []
    var major: UInt32 = 0
    var minor: UInt32 = 0
  }

  /// The letters are those of tar.
  private var typeFields: TypeFields {
    switch kind {
    case .file(let size): TypeFields(flag: UInt8(ascii: "0"), size: size)
    case .hardLink: TypeFields(flag: UInt8(ascii: "0"))
    case .symlink(let target): TypeFields(flag: UInt8(ascii: "2"), linkName: target)
    case .characterDevice(let major, let minor): TypeFields(flag: UInt8(ascii: "3"), major: major, minor: minor)
    case .blockDevice(let major, let minor): TypeFields(flag: UInt8(ascii: "4"), major: major, minor: minor)
    case .directory: TypeFields(flag: UInt8(ascii: "5"))
    case .fifo: TypeFields(flag: UInt8(ascii: "6"))
    }
  }

  private var hashedAttributes: [(name: [UInt8], value: [UInt8])] {
    guard !extendedAttributes.isEmpty else { return [] }
    return extendedAttributes.filter { Self.isHashed($0.key) }.map { (name: $0.key, value: $0.value) }
      .sorted { $0.name.precedes($1.name) }
  }

  /// What the system itself attaches differs from machine to machine; capabilities change what a file does.
  private static func isHashed(_ name: [UInt8]) -> Bool {
    name.elementsEqual("security.capability".utf8)
      || !name.starts(with: "security.".utf8) && !name.starts(with: "system.".utf8)
  }
}
